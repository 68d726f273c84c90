import type { ClassScale } from '../colour/classes';
import { css } from '../colour/contrast';
import { cellWidth, gutter, StepChart, type StepAxis } from './StepChart';

interface Props {
  readonly axis: StepAxis;
  readonly labels: readonly string[];
  readonly expected: readonly (readonly number[])[];
  readonly scale: ClassScale;
  readonly chosen: number;
}

const rowHeight = 20;
const gap = 4;

/** Steps from left to right, one row a class; a last row has the likeliest class in the colour of its confidence. */
export function Heatmap({ axis, labels, expected, scale, chosen }: Props) {
  const height = (labels.length + 1) * rowHeight + gap;
  const rows = labels.map((label, index) => ({ label, index, y: index * rowHeight }));
  const summaryY = labels.length * rowHeight + gap;
  const width = cellWidth(axis);
  return (
    <StepChart
      axis={axis}
      height={height}
      label={`Expected prediction by step and class: ${labels.length} classes, ${expected.length} steps.`}
    >
      {rows.map(({ label, index, y }) => (
        <g key={label}>
          <text class={index === chosen ? 'row-name chosen' : 'row-name'} x={gutter - 8} y={y + rowHeight / 2}>{clip(label)}</text>
          {expected.map((row, at) => (
            <rect
              key={at}
              x={axis.left(at)}
              y={y}
              width={width}
              height={rowHeight - 1}
              fill={css(cellColour(scale, index, row[index] ?? 0, labels.length))}
            />
          ))}
        </g>
      ))}
      <text class="row-name" x={gutter - 8} y={summaryY + rowHeight / 2}>likeliest</text>
      {expected.map((row, at) => (
        <rect key={at} x={axis.left(at)} y={summaryY} width={width} height={rowHeight - 1} fill={css(scale.state(row))} />
      ))}
    </StepChart>
  );
}

/** Two classes share one scale, which would paint a class below one half in the other's colour; a row shows its own class only. */
function cellColour(scale: ClassScale, label: number, probability: number, count: number) {
  return count === 2 ? scale.share(label, Math.max(0.5, probability)) : scale.share(label, probability);
}

function clip(label: string): string {
  return label.length > 10 ? `${label.slice(0, 9)}…` : label;
}
