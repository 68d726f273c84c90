import { percent } from '../../numbers/format';
import type { Corpus, SortKey } from '../../state/corpus/corpus';
import { changeTable, shownRow, shownRows, showRow, tableView } from '../../state/corpus/table';
import { labels } from '../../state/models';

const mostRows = 200;
const columns: readonly (readonly [SortKey, string])[] = [
  ['row', '#'], ['label', 'true class'], ['prediction', 'predicted'], ['score', 'confidence'], ['text', 'text'],
];

/** The texts, sorted and filtered; a press reads one. */
export function SequenceTable({ known }: { readonly known: Corpus }) {
  const view = tableView.value;
  const rows = shownRows.value;
  return (
    <div class="sequences">
      <div class="tools">
        <fieldset class="switch">
          <legend>Show</legend>
          {(['all', 'right', 'wrong'] as const).map((right) => (
            <label key={right}>
              <input type="radio" name="right" checked={view.right === right} onChange={() => changeTable({ right })} />
              <span>{right}</span>
            </label>
          ))}
        </fieldset>
        <p class="quiet">
          {rows.length.toLocaleString('en')} texts{rows.length > mostRows ? `, the first ${mostRows} shown` : ''}.
          {' '}[ and ] step through them.
        </p>
      </div>
      <div class="scroll tall" tabIndex={0} role="region" aria-label="Texts">
        <table>
          <thead>
            <tr>
              {columns.map(([key, name]) => (
                <th key={key} scope="col" aria-sort={view.key === key ? (view.down ? 'descending' : 'ascending') : 'none'}>
                  <button type="button" class="link" onClick={() => changeTable({ key, down: view.key === key && !view.down })}>
                    {name}{view.key === key ? (view.down ? ' ▾' : ' ▴') : ''}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((row) => {
              const entry = known.texts[row]!;
              const right = entry.label === entry.prediction;
              return (
                <tr key={row} class={row === shownRow.value ? 'shown' : ''}>
                  <td>{row + 1}</td>
                  <td>{labels.value[entry.label]}</td>
                  <td class={right ? '' : 'error'}>{labels.value[entry.prediction]}{right ? '' : ' ✗'}</td>
                  <td>{percent(entry.score)}</td>
                  <td class="context">
                    <button type="button" class="link" onClick={() => showRow(row)}><bdi>{entry.text}</bdi></button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
