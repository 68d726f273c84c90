import { css } from '../../colour/contrast';
import { signedShade } from '../../colour/ramp';
import { fixed, percent } from '../../numbers/format';
import { labels, scale } from '../../state/models';
import { theme } from '../../state/page';

/** Colours of the classes, with the numbers they stand for. */
export function ClassLegend() {
  const names = labels.value;
  if (names.length === 0) {
    return null;
  }
  if (names.length === 2) {
    const stops = [1, 0.9, 0.5];
    return (
      <div class="legend" role="img" aria-label={`Colour: ${names[0]} on one side, ${names[1]} on the other, undecided in the middle.`}>
        <span class="end">{names[0]}</span>
        <span class="ramp">
          {Array.from({ length: 21 }, (_, i) => <i key={i} style={{ background: css(scale.value.share(1, i / 20)) }} />)}
        </span>
        <span class="end">{names[1]}</span>
        <span class="numbers">{[...stops.map(percent0), '90%', '100%'].map((stop, i) => <span key={i}>{stop}</span>)}</span>
      </div>
    );
  }
  return (
    <div class="legend many" role="img" aria-label={`Colour is the class, strength the confidence, from ${percent(1 / names.length)} to 100%.`}>
      {names.map((name, index) => (
        <span class="key" key={name}>
          <span class="ramp short">{[0, 0.33, 0.66, 1].map((share) => <i key={share} style={{ background: css(scale.value.share(index, 1 / names.length + share * (1 - 1 / names.length))) }} />)}</span>
          {name}
        </span>
      ))}
      <span class="quiet">{percent0(1 / names.length)} to 100%</span>
    </div>
  );
}

/** Colours and bars of the words' scores, with the number that the fullest stands for. */
export function ScoreLegend({ largest, signed }: { readonly largest: number; readonly signed: boolean }) {
  const full = largest > 0 ? fixed(largest) : '';
  return (
    <div class="legend score-legend">
      <span class="key">
        {signed ? `▼ against${full && ` −${full}`}` : '0'}
        <span class="ramp wide">{Array.from({ length: 21 }, (_, i) => <i key={i} style={{ background: css(signedShade(signed ? i / 10 - 1 : i / 20, theme.value)) }} />)}</span>
        {signed ? `${full && `+${full} `}for ▲` : full || 'most'}
      </span>
    </div>
  );
}

function percent0(value: number): string {
  return `${Math.round(value * 100)}%`;
}
