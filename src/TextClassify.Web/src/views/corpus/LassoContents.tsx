import { sum } from 'd3-array';
import { css } from '../../colour/contrast';
import { percent } from '../../numbers/format';
import { corpus } from '../../state/corpus/corpus';
import { lassoSummary } from '../../state/map/neighbours';
import { labels, scale } from '../../state/models';
import { ScrollTable } from '../parts/ScrollTable';
import { LabelChip } from './LabelChip';

const mostRows = 100;

/** What the lasso holds: the classes of its states, and the texts that they are of. */
export function LassoContents() {
  const inside = lassoSummary.value!;
  const shown = inside.rows.slice(0, mostRows);
  return (
    <>
      <p id="lasso-summary" class="quiet">
        {inside.states.toLocaleString('en')} states of {inside.rows.length.toLocaleString('en')} texts.
      </p>
      <div class="lasso-bars">
        <Share name="expected there" counts={inside.expected} />
        <Share name="true class" counts={inside.actual} />
      </div>
      <ScrollTable label="Texts in the lasso" head={['states', 'text', 'true class']}>
        {shown.map(([row, count]) => {
          const entry = corpus.value?.texts[row];
          return (
            <tr key={row}>
              <td>{count}</td>
              <td class="context"><bdi>{entry?.text ?? `text ${row + 1}`}</bdi></td>
              <td>{entry && <LabelChip label={labels.value[entry.label] ?? ''} />}</td>
            </tr>
          );
        })}
      </ScrollTable>
    </>
  );
}

function Share({ name, counts }: { readonly name: string; readonly counts: readonly number[] }) {
  const total = Math.max(1, sum(counts));
  const words = counts.map((count, index) => `${labels.value[index]} ${percent(count / total)}`).join(', ');
  return (
    <div class="share" role="img" aria-label={`${name}: ${words}`} title={words}>
      <span class="quiet">{name}</span>
      <span class="stripe">
        {counts.map((count, index) => (
          <i key={index} style={{ width: `${(100 * count) / total}%`, background: css(scale.value.pure(index)) }} />
        ))}
      </span>
      <span class="quiet">{words}</span>
    </div>
  );
}
