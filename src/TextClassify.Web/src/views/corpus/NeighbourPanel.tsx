import { css, inkOn } from '../../colour/contrast';
import { fixed, percent } from '../../numbers/format';
import { corpus } from '../../state/corpus/corpus';
import { mapShown } from '../../state/map/maps';
import { alike, alikeTrouble, findAlike, lassoSummary, neighbours } from '../../state/map/neighbours';
import { chosenPoint } from '../../state/map/points';
import { labels, scale } from '../../state/models';
import { analysis } from '../../state/reading';
import { cursor, span } from '../../state/selection';

const mostRows = 100;

/** Where such states occurred: near the step, in the lasso, or wherever the span's units are on. */
export function NeighbourPanel() {
  if (!mapShown.value) {
    return null;
  }
  return (
    <section class="card neighbours" aria-labelledby="neighbours-title">
      <header>
        <h2 id="neighbours-title">{title()}</h2>
        <div class="tools">
          {chosenPoint.value !== null && <button type="button" onClick={() => (chosenPoint.value = null)}>Back to the step</button>}
          <button type="button" disabled={!span.value} onClick={findAlike}>Find spans like the selected one</button>
        </div>
      </header>
      {lassoSummary.value ? <LassoContents /> : alike.value || alikeTrouble.value !== '' ? <Alike /> : <Nearest />}
    </section>
  );
}

function title(): string {
  if (lassoSummary.value) {
    return 'In the lasso';
  }
  if (alike.value) {
    return 'Spans that switch on the same units';
  }
  const word = analysis.value?.tokens[cursor.value.head]?.text;
  return chosenPoint.value === null ? `States like that of “${word ?? ''}”` : 'States like the one chosen on the map';
}

function Chip({ label, score }: { readonly label: string; readonly score?: number }) {
  const ground = scale.value.share(labels.value.indexOf(label), score ?? 1);
  return <span class="label-chip" style={{ background: css(ground), color: css(inkOn(ground)) }}>{label}{score === undefined ? '' : ` ${percent(score)}`}</span>;
}

function Nearest() {
  const found = neighbours.value;
  if (!found) {
    return <p class="quiet">The nearest reference states of the step appear here.</p>;
  }
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Nearest reference states">
      <table>
        <thead><tr><th scope="col">distance</th><th scope="col">word in its text</th><th scope="col">class expected there</th><th scope="col">true class</th></tr></thead>
        <tbody>
          {found.map((state, rank) => (
            <tr key={rank}>
              <td>{fixed(state.distance)}</td>
              <td class="context"><bdi>{state.before}<b>{state.word}</b>{state.after}</bdi></td>
              <td><Chip label={state.cumulative.label} score={state.cumulative.score} /></td>
              <td><Chip label={state.label} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Alike() {
  const found = alike.value;
  if (!found) {
    return <p class="quiet">{alikeTrouble.value}</p>;
  }
  if (!found.units?.length) {
    return <p class="quiet">No unit is at {fixed(found.threshold ?? 0, 1)} or above over the whole span; select fewer words.</p>;
  }
  return (
    <>
      <p class="quiet">{found.spansFound} spans in {found.textsSearched} texts have the same {found.units?.length} units at {fixed(found.threshold ?? 0, 1)} or above.</p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Spans like the selected one">
        <table>
          <thead><tr><th scope="col">mean</th><th scope="col">words in their text</th><th scope="col">predicted</th><th scope="col">true class</th></tr></thead>
          <tbody>
            {(found.spans ?? []).map((item) => (
              <tr key={`${item.row}-${item.start}`}>
                <td>{fixed(item.mean)}</td>
                <td class="context"><bdi>{item.before}<b>{item.words}</b>{item.after}</bdi></td>
                <td><Chip label={item.prediction} /></td>
                <td><Chip label={item.label} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function LassoContents() {
  const inside = lassoSummary.value!;
  const shown = inside.rows.slice(0, mostRows);
  return (
    <>
      <p id="lasso-summary" class="quiet">{inside.states.toLocaleString('en')} states of {inside.rows.length.toLocaleString('en')} texts.</p>
      <div class="lasso-bars">
        <Share name="expected there" counts={inside.expected} />
        <Share name="true class" counts={inside.actual} />
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label="Texts in the lasso">
        <table>
          <thead><tr><th scope="col">states</th><th scope="col">text</th><th scope="col">true class</th></tr></thead>
          <tbody>
            {shown.map(([row, count]) => {
              const entry = corpus.value?.texts[row];
              return <tr key={row}><td>{count}</td><td class="context"><bdi>{entry?.text ?? `text ${row + 1}`}</bdi></td><td>{entry && <Chip label={labels.value[entry.label] ?? ''} />}</td></tr>;
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Share({ name, counts }: { readonly name: string; readonly counts: readonly number[] }) {
  const total = Math.max(1, counts.reduce((sum, count) => sum + count, 0));
  const words = counts.map((count, index) => `${labels.value[index]} ${percent(count / total)}`).join(', ');
  return (
    <div class="share" role="img" aria-label={`${name}: ${words}`} title={words}>
      <span class="quiet">{name}</span>
      <span class="stripe">{counts.map((count, index) => <i key={index} style={{ width: `${(100 * count) / total}%`, background: css(scale.value.pure(index)) }} />)}</span>
      <span class="quiet">{words}</span>
    </div>
  );
}
