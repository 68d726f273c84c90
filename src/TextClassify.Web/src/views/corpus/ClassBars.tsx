import { sum } from 'd3-array';
import { css } from '../../colour/contrast';
import type { Corpus } from '../../state/corpus/corpus';
import { labels, scale } from '../../state/models';

/** A bar a class: the right ones first, then the wrong ones in the colour of what was predicted instead. */
export function ClassBars({ known }: { readonly known: Corpus }) {
  const totals = known.confusion.map((row) => sum(row));
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
              {order.map((other) => (
                <i
                  key={other}
                  class={other === index ? '' : 'wrong'}
                  style={{ flexGrow: row[other] ?? 0, background: css(scale.value.pure(other)) }}
                />
              ))}
            </span>
            <span class="quiet">{totals[index]}</span>
          </div>
        );
      })}
    </div>
  );
}
