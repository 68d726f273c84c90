import { css } from '../../colour/contrast';
import { percent } from '../../numbers/format';
import { labels, scale, thresholds } from '../../state/models';
import { analyses, analysis, target, targetIndex } from '../../state/reading';
import { pinnedText } from '../../state/texts';

/** The prediction, class by class; the pressed one is explained. */
export function Classes() {
  const shown = analysis.value;
  return (
    <section class="card classes" aria-labelledby="classes-title">
      <header>
        <h2 id="classes-title">Prediction</h2>
        <p class="quiet">
          {thresholds.value
            ? 'Each class is scored on its own; the text has those that reach their mark (✓). The chosen one is explained.'
            : 'The chosen class is explained.'}
        </p>
      </header>
      <div class="class-list" role="group" aria-label="Class to explain">
        {labels.value.map((label, index) => {
          const score = shown?.scores[index];
          const mark = thresholds.value?.[index];
          const other = pinnedText.value === null ? undefined : analyses.value.b?.scores[index];
          return (
            <button
              type="button"
              key={label}
              class={index === shown?.best ? 'class best' : 'class'}
              aria-pressed={index === targetIndex.value}
              onClick={() => (target.value = label)}
            >
              <span class="name">{label}</span>
              <span class="track">
                <Bar share={score ?? 0} index={index} />
                {other !== undefined && <Bar share={other} index={index} second />}
                {mark !== undefined && <span class="mark" style={{ left: `${mark * 100}%` }} />}
              </span>
              <span class="number">
                {mark !== undefined && score !== undefined && score >= mark && '✓ '}
                {score === undefined ? '–' : percent(score)}
                {other !== undefined && <small>B {percent(other)}</small>}
              </span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

function Bar({ share, index, second = false }: { share: number; index: number; second?: boolean }) {
  return <span class={second ? 'fill second' : 'fill'} style={{ width: `${share * 100}%`, background: css(scale.value.pure(index)) }} />;
}
