import type { ClassScale } from '../colour/classes';
import { css } from '../colour/contrast';
import { fixed } from '../numbers/format';
import { linear } from './linear';
import { gutter, StepChart, type StepAxis } from './StepChart';

interface Props {
  readonly axis: StepAxis;
  readonly distance: readonly number[];
  readonly expected: readonly (readonly number[])[];
  readonly scale: ClassScale;
  /** Jumps from here on are labelled. */
  readonly threshold: number;
}

const height = 84;
const top = 8;

/** One bar a step: how far the state moved, in its own space, in the colour of what was expected after it. */
export function Jumps({ axis, distance, expected, scale, threshold }: Props) {
  const largest = distance.reduce((most, value) => Math.max(most, value), 0);
  const y = linear([0, Math.max(largest, 1e-6)], [height - 1, top]);
  const ticks = y.ticks(3);
  return (
    <StepChart axis={axis} height={height} label={`Jump at each step; the largest is ${fixed(largest)}.`}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line class="grid" x1={gutter} x2={axis.width} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={gutter - 8} y={y(tick)}>{tick}</text>
        </g>
      ))}
      {distance.map((value, at) => (
        <rect
          key={at}
          class="bar"
          x={axis.left(at) + axis.band * 0.12}
          width={Math.max(1, axis.band * 0.76)}
          y={y(value)}
          height={Math.max(0, height - 1 - y(value))}
          fill={css(scale.state(expected[at] ?? []))}
        />
      ))}
      {threshold <= largest && <line class="threshold" x1={gutter} x2={axis.width} y1={y(threshold)} y2={y(threshold)} />}
    </StepChart>
  );
}
