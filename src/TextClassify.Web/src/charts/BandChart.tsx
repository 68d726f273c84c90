import { linear } from './linear';
import { slotAxis, timeWords } from './TimeBars';

interface Mark {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

interface Props {
  readonly width: number;
  readonly slots: readonly { readonly time: string; readonly estimated: Mark | null; readonly measured: Mark | null }[];
  readonly label: string;
}

const height = 130;
const left = 52;
const base = height - 20;
const wide = 110;

/** Accuracy by time: the line is the estimate without labels with its band, a dot with its whisker what labels say. */
export function BandChart({ width, slots, label }: Props) {
  const marks = slots.flatMap(({ estimated, measured }) => [estimated, measured].filter((mark) => mark !== null));
  const low = Math.max(0, Math.floor(10 * Math.min(0.9, ...marks.map((mark) => mark.lower))) / 10);
  const y = linear([low, 1], [base, 8]);
  const { band, bar, x: start } = slotAxis(left, width, slots.length);
  const x = (at: number) => start(at) + bar / 2;
  const half = Math.min(8, band / 2);
  const each = Math.max(1, Math.ceil(wide / band));
  return (
    <svg class="plain-chart" role="img" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-label={label}>
      {y.ticks(3).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={left - 6} y={y(tick)}>{Math.round(100 * tick)}%</text>
        </g>
      ))}
      {slots.map(({ time, estimated, measured }, at) => (
        <g key={time}>
          {estimated && (
            <>
              <rect class="band" x={x(at) - half} width={2 * half} y={y(estimated.upper)}
                height={Math.max(1, y(estimated.lower) - y(estimated.upper))} />
              <line class="estimate" x1={x(at) - half} x2={x(at) + half} y1={y(estimated.value)}
                y2={y(estimated.value)} />
            </>
          )}
          {measured && (
            <>
              <line class="whisker" x1={x(at)} x2={x(at)} y1={y(measured.upper)} y2={y(measured.lower)} />
              <circle class="measured" cx={x(at)} cy={y(measured.value)} r={4} />
            </>
          )}
          {at % each === 0 && <text class="x-tick" x={Math.max(left + 24, x(at))} y={height - 5}>{timeWords(time)}</text>}
        </g>
      ))}
    </svg>
  );
}
