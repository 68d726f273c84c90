import type { Theme } from '../colour/classes';
import { css } from '../colour/contrast';
import { mostBits, sizeColour } from '../colour/ramp';
import { fixed } from '../numbers/format';
import { linear } from './linear';
import { gutter, StepChart, type StepAxis } from './StepChart';

interface Props {
  readonly axis: StepAxis;
  readonly surprisal: readonly number[];
  readonly mean: number;
  readonly theme: Theme;
}

const height = 84;
const top = 8;

/** One bar a character: how little it was expected; the dashed line is the text's mean. */
export function SurpriseBars({ axis, surprisal, mean, theme }: Props) {
  const largest = surprisal.reduce((most, bits) => Math.max(most, bits), 1);
  const y = linear([0, largest], [height - 1, top]);
  return (
    <StepChart axis={axis} height={height} label={`Surprise at each character in bits; the largest is ${fixed(largest)}, the mean ${fixed(mean)}.`}>
      {y.ticks(3).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={gutter} x2={axis.width} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={gutter - 8} y={y(tick)}>{tick}</text>
        </g>
      ))}
      {surprisal.map((bits, at) => (
        <rect
          key={at}
          class="bar"
          x={axis.left(at) + axis.band * 0.12}
          width={Math.max(1, axis.band * 0.76)}
          y={y(bits)}
          height={Math.max(0, height - 1 - y(bits))}
          fill={css(sizeColour(0.25 + (0.75 * bits) / mostBits, theme))}
        />
      ))}
      <line class="threshold" x1={gutter} x2={axis.width} y1={y(mean)} y2={y(mean)} />
    </StepChart>
  );
}
