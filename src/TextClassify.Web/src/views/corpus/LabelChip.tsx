import { css, inkOn } from '../../colour/contrast';
import { percent } from '../../numbers/format';
import { labels, scale } from '../../state/models';

/** The name of a class on its colour, which is paler for a smaller probability where one is given. */
export function LabelChip({ label, score }: { readonly label: string; readonly score?: number }) {
  const ground = scale.value.share(labels.value.indexOf(label), score ?? 1);
  return (
    <span class="label-chip" style={{ background: css(ground), color: css(inkOn(ground)) }}>
      {label}{score === undefined ? '' : ` ${percent(score)}`}
    </span>
  );
}
