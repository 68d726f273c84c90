import { css, inkOn } from '../../colour/contrast';
import { percent } from '../../numbers/format';
import { corpus, type Corpus, type SortKey } from '../../state/corpus/corpus';
import { change, shownRow, shownRows, showRow, tableView } from '../../state/corpus/table';
import { labels, scale } from '../../state/models';

const mostRows = 200;
const columns: readonly (readonly [SortKey, string])[] = [['row', '#'], ['label', 'true class'], ['prediction', 'predicted'], ['score', 'confidence'], ['text', 'text']];

/** The texts the model was chosen on: how often it is right, where it errs, and each of them to look into. */
export function CorpusPanel() {
  const known = corpus.value;
  if (!known) {
    return null;
  }
  const right = known.confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
  return (
    <section class="card corpus" aria-labelledby="corpus-title">
      <header>
        <h2 id="corpus-title">Development texts</h2>
        <p class="quiet">{right.toLocaleString('en')} of {known.rows.toLocaleString('en')} right, {percent(right / Math.max(1, known.rows))}; {known.texts.length.toLocaleString('en')} kept with the model.</p>
      </header>
      <div class="row corpus-views">
        <div>
          <h3>Classes</h3>
          <ClassBars known={known} />
          <h3>True class by predicted class</h3>
          <Confusion known={known} />
        </div>
        <SequenceTable known={known} />
      </div>
    </section>
  );
}

/** A bar a class: the right ones first, then the wrong ones in the colour of what was predicted instead. */
function ClassBars({ known }: { readonly known: Corpus }) {
  const totals = known.confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  const most = Math.max(1, ...totals);
  return (
    <div class="class-bars">
      {labels.value.map((label, index) => {
        const row = known.confusion[index] ?? [];
        const order = [index, ...row.keys()].filter((other, at) => at === 0 || other !== index);
        const words = `${label}: ${totals[index]} texts, ${row[index]} right`;
        return (
          <div key={label} class="class-bar" role="img" aria-label={words} title={words}>
            <span>{label}</span>
            <span class="stripe" style={{ width: `${(100 * (totals[index] ?? 0)) / most}%` }}>
              {order.map((other) => <i key={other} class={other === index ? '' : 'wrong'} style={{ flexGrow: row[other] ?? 0, background: css(scale.value.pure(other)) }} />)}
            </span>
            <span class="quiet">{totals[index]}</span>
          </div>
        );
      })}
    </div>
  );
}

function Confusion({ known }: { readonly known: Corpus }) {
  const chosen = tableView.value.cell;
  return (
    <table class="confusion">
      <thead>
        <tr><th scope="col">true \ predicted</th>{labels.value.map((label) => <th key={label} scope="col">{label}</th>)}</tr>
      </thead>
      <tbody>
        {known.confusion.map((row, label) => {
          const total = Math.max(1, row.reduce((sum, count) => sum + count, 0));
          return (
            <tr key={label}>
              <th scope="row">{labels.value[label]}</th>
              {row.map((count, prediction) => {
                const pressed = chosen?.[0] === label && chosen[1] === prediction;
                const ground = scale.value.share(prediction, labels.value.length === 2 ? 0.5 + count / total / 2 : Math.max(1 / labels.value.length, count / total));
                return (
                  <td key={prediction}>
                    <button
                      type="button"
                      aria-pressed={pressed}
                      aria-label={`${count} texts of ${labels.value[label]} predicted as ${labels.value[prediction]}`}
                      style={{ background: css(ground), color: css(inkOn(ground)) }}
                      onClick={() => change({ cell: pressed ? null : [label, prediction] })}
                    >
                      {count}
                    </button>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function SequenceTable({ known }: { readonly known: Corpus }) {
  const view = tableView.value;
  const rows = shownRows.value;
  return (
    <div class="sequences">
      <div class="tools">
        <fieldset class="switch">
          <legend>Show</legend>
          {(['all', 'right', 'wrong'] as const).map((right) => (
            <label key={right}>
              <input type="radio" name="right" checked={view.right === right} onChange={() => change({ right })} />
              <span>{right}</span>
            </label>
          ))}
        </fieldset>
        <p class="quiet">{rows.length.toLocaleString('en')} texts{rows.length > mostRows ? `, the first ${mostRows} shown` : ''}. [ and ] step through them.</p>
      </div>
      <div class="scroll tall" tabIndex={0} role="region" aria-label="Texts">
        <table>
          <thead>
            <tr>
              {columns.map(([key, name]) => (
                <th key={key} scope="col" aria-sort={view.key === key ? (view.down ? 'descending' : 'ascending') : 'none'}>
                  <button type="button" class="link" onClick={() => change({ key, down: view.key === key && !view.down })}>{name}{view.key === key ? (view.down ? ' ▾' : ' ▴') : ''}</button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((row) => {
              const entry = known.texts[row]!;
              return (
                <tr key={row} class={row === shownRow.value ? 'shown' : ''}>
                  <td>{row + 1}</td>
                  <td>{labels.value[entry.label]}</td>
                  <td class={entry.label === entry.prediction ? '' : 'error'}>{labels.value[entry.prediction]}{entry.label === entry.prediction ? '' : ' ✗'}</td>
                  <td>{percent(entry.score)}</td>
                  <td class="context"><button type="button" class="link" onClick={() => showRow(row)}><bdi>{entry.text}</bdi></button></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
