import { sum } from 'd3-array';
import type { JumpCounts } from '../answers/cloud';
import { fixed } from '../numbers/format';
import { linear } from './linear';

interface Props {
  readonly width: number;
  readonly reference: JumpCounts;
  readonly own: readonly number[];
  readonly step: number;
}

const height = 96;
const left = 44;
const base = height - 18;

/** How often jumps of each size occur in the reference texts, with this text's own jumps marked: it shows whether one is unusual. */
export function JumpHistogram({ width, reference, own, step }: Props) {
  const { counts } = reference;
  const ownLargest = Math.max(0, ...own);
  const largest = Math.max(1e-6, reference.largest, ownLargest);
  const edge = (bin: number) => (bin * reference.largest) / counts.length;
  const total = sum(counts);
  const most = Math.max(1, ...counts);
  const x = linear([0, largest], [left, width - 4]);
  const y = linear([0, most], [base, 8]);
  return (
    <svg
      class="plain-chart"
      role="img"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-label={`Sizes of ${total} reference jumps; this text's jumps are marked, the largest is ${fixed(ownLargest)}.`}
    >
      {y.ticks(2).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={left - 6} y={y(tick)}>{tick >= 1000 ? `${tick / 1000}k` : tick}</text>
        </g>
      ))}
      {counts.map((count, bin) => (
        <rect
          key={bin}
          class="reference-bar"
          x={x(edge(bin)) + 0.5}
          width={Math.max(1, x(edge(bin + 1)) - x(edge(bin)) - 1)}
          y={y(count)}
          height={base - y(count)}
        />
      ))}
      {own.map((value, at) => (
        <line
          key={at}
          class={at === step ? 'own-jump current' : 'own-jump'}
          x1={x(value)}
          x2={x(value)}
          y1={at === step ? 8 : base - 10}
          y2={base + 3}
        />
      ))}
      {x.ticks(6).map((tick) => <text key={tick} class="x-tick" x={x(tick)} y={height - 4}>{tick}</text>)}
    </svg>
  );
}
