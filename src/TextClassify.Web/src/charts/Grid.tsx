import type { Linear } from './linear';
import { gutter, type StepAxis } from './StepChart';

interface Props {
  readonly axis: StepAxis;
  readonly y: Linear;
  /** About how many lines there are. */
  readonly count: number;
  readonly words?: (value: number) => string | number;
  /** Whether the line at 0 is drawn stronger than the others. */
  readonly zero?: boolean;
}

/** Lines across a step chart at round values, each with its number in the gutter. */
export function Grid({ axis, y, count, words = (value) => value, zero = false }: Props) {
  return y.ticks(count).map((tick) => (
    <g key={tick}>
      <line class={zero && tick === 0 ? 'grid zero' : 'grid'} x1={gutter} x2={axis.width} y1={y(tick)} y2={y(tick)} />
      <text class="tick" x={gutter - 8} y={y(tick)}>{words(tick)}</text>
    </g>
  ));
}
