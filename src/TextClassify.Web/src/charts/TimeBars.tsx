import { css, type Rgb } from '../colour/contrast';
import { linear } from './linear';

interface Props {
  readonly width: number;
  /** By time, the counts of each label. */
  readonly slots: readonly { readonly time: string; readonly total: number; readonly counts: readonly number[] }[];
  readonly colour: (label: number) => Rgb;
  readonly label: string;
}

const height = 150;
const left = 52;
const base = height - 20;
const wide = 110;

/** Bars by time, each cut into its labels; what no label shown has is grey. */
export function TimeBars({ width, slots, colour, label }: Props) {
  const most = Math.max(1, ...slots.map((slot) => slot.total));
  const y = linear([0, most], [base, 8]);
  const { band, bar, x: xOf } = slotAxis(left, width, slots.length);
  const each = Math.max(1, Math.ceil(wide / band));
  return (
    <svg class="plain-chart" role="img" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-label={label}>
      {y.ticks(3).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={left - 6} y={y(tick)}>{tick.toLocaleString('en')}</text>
        </g>
      ))}
      {slots.map(({ time, total, counts }, at) => {
        let sum = 0;
        const x = xOf(at);
        return (
          <g key={time}>
            <rect class="reference-bar" x={x} width={bar} y={y(total)} height={base - y(total)} />
            {counts.map((count, index) => {
              const from = sum;
              sum += count;
              return (
                <rect key={index} x={x} width={bar} y={y(sum)} height={Math.max(0, y(from) - y(sum))} fill={css(colour(index))} />
              );
            })}
            {at % each === 0 && <text class="x-tick" x={Math.max(left + 24, x + bar / 2)} y={height - 5}>{timeWords(time)}</text>}
          </g>
        );
      })}
    </svg>
  );
}

/** Where the bars of slots stand; a few slots stand side by side at the left, and not spread over the width. */
export function slotAxis(from: number, width: number, count: number) {
  const band = Math.min(wide, (width - from) / Math.max(1, count));
  const bar = Math.min(60, Math.max(1, band * 0.8));
  return { band, bar, x: (at: number) => from + at * band + (band - bar) / 2 };
}

/** A day, or a day and an hour, short. */
export function timeWords(time: string): string {
  return time.length > 10 ? `${time.slice(5, 10)} ${time.slice(11, 16)}` : time;
}
