import { percent } from '../../numbers/format';
import { labels, scale, thresholds } from '../../state/models';
import { evenShares, Ramp } from '../parts/Ramp';

/** Colours of the classes, with the numbers they stand for. */
export function ClassLegend() {
  const names = labels.value;
  if (names.length === 0) {
    return null;
  }
  if (names.length === 2 && thresholds.value === null) {
    const stops = [1, 0.9, 0.5];
    return (
      <div class="legend" role="img" aria-label={`Colour: ${names[0]} on one side, ${names[1]} on the other, undecided in the middle.`}>
        <span class="end">{names[0]}</span>
        <Ramp class="ramp" shares={evenShares(20)} colour={(share) => scale.value.share(1, share)} />
        <span class="end">{names[1]}</span>
        <span class="numbers">{[...stops.map(wholePercent), '90%', '100%'].map((stop, i) => <span key={i}>{stop}</span>)}</span>
      </div>
    );
  }
  const { least } = scale.value;
  const what = `Colour is the class, strength the confidence, from ${percent(least)} to 100%.`;
  return (
    <div class="legend many" role="img" aria-label={what}>
      {names.map((name, index) => (
        <span class="key" key={name}>
          <Ramp
            class="ramp short"
            shares={[0, 0.33, 0.66, 1]}
            colour={(share) => scale.value.share(index, least + share * (1 - least))}
          />
          {name}
        </span>
      ))}
      <span class="quiet">{wholePercent(least)} to 100%</span>
    </div>
  );
}

function wholePercent(value: number): string {
  return `${Math.round(value * 100)}%`;
}
