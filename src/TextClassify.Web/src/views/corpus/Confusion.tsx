import { sum } from 'd3-array';
import { css, inkOn } from '../../colour/contrast';
import type { Corpus } from '../../state/corpus/corpus';
import { changeTable, tableView } from '../../state/corpus/table';
import { labels, scale } from '../../state/models';

/** Counts of texts by true and predicted class; a cell that is pressed shows its texts alone in the table. */
export function Confusion({ known }: { readonly known: Corpus }) {
  const chosen = tableView.value.cell;
  return (
    <table class="confusion">
      <thead>
        <tr><th scope="col">true \ predicted</th>{labels.value.map((label) => <th key={label} scope="col">{label}</th>)}</tr>
      </thead>
      <tbody>
        {known.confusion.map((row, label) => {
          const total = Math.max(1, sum(row));
          return (
            <tr key={label}>
              <th scope="row">{labels.value[label]}</th>
              {row.map((count, prediction) => {
                const pressed = chosen?.[0] === label && chosen[1] === prediction;
                const ground = scale.value.share(prediction, cellShare(count / total, labels.value.length));
                return (
                  <td key={prediction}>
                    <button
                      type="button"
                      aria-pressed={pressed}
                      aria-label={`${count} texts of ${labels.value[label]} predicted as ${labels.value[prediction]}`}
                      style={{ background: css(ground), color: css(inkOn(ground)) }}
                      onClick={() => changeTable({ cell: pressed ? null : [label, prediction] })}
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

/**
 * The probability whose colour a cell has, from its share of the row's texts.
 * A class has no colour below chance, so of two classes the shares are spread over the upper half.
 */
function cellShare(share: number, classes: number): number {
  return classes === 2 ? 0.5 + share / 2 : Math.max(1 / classes, share);
}
