import { signedShade } from '../../colour/ramp';
import { fixed } from '../../numbers/format';
import { theme } from '../../state/page';
import { evenShares, Ramp } from './Ramp';

/** Colours of the words' scores, with the numbers that the strongest stand for. */
export function ScoreLegend({ largest, signed }: { readonly largest: number; readonly signed: boolean }) {
  const full = largest > 0 ? fixed(largest) : '';
  return (
    <div class="legend score-legend">
      <span class="key">
        {signed ? `▼ against${full && ` −${full}`}` : '0'}
        <Ramp
          class="ramp wide"
          shares={evenShares(20)}
          colour={(share) => signedShade(signed ? 2 * share - 1 : share, theme.value)}
        />
        {signed ? `${full && `+${full} `}for ▲` : full || 'most'}
      </span>
    </div>
  );
}
