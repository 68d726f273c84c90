import type { Case } from '../../answers/case';
import { css } from '../../colour/contrast';
import { percent } from '../../numbers/format';
import { labels, scale } from '../../state/models';

/** The prediction, class by class, the likeliest first. */
export function CaseScores({ shown }: { readonly shown: Case }) {
  return (
    <section class="card" aria-labelledby="case-scores-title">
      <header><h2 id="case-scores-title">Prediction</h2></header>
      <ul class="class-list case-scores">
        {shown.scores.map(({ label, score }) => (
          <li class={label === shown.label ? 'class best' : 'class'} key={label}>
            <span class="name" title={label}>{label}</span>
            <span class="track">
              <span class="fill" style={{ width: `${score * 100}%`, background: css(scale.value.pure(labels.value.indexOf(label))) }} />
            </span>
            <span class="number">{percent(score)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
