import type { Candidate } from '../answers/translated';
import type { Theme } from '../colour/classes';
import { css, inkOn } from '../colour/contrast';
import { sizeColour } from '../colour/ramp';
import { percent } from '../numbers/format';
import { clip, type MatrixPlan } from './matrix';

interface Props {
  readonly plan: MatrixPlan;
  readonly sources: readonly string[];
  readonly candidate: Candidate;
  readonly theme: Theme;
  readonly label: string;
  /** The written symbol that is pointed out, and how each is said aloud; null in a picture to save. */
  readonly marks: { readonly row: number | null; readonly focus: number; readonly say: (row: number) => string } | null;
}

/** A smaller share would have the ground's own colour to the eye; leaving it out keeps a long text's picture light. */
const leastShare = 0.005;

/** A row for each symbol written, a column for each read; a cell is as strong as the attention, and the aligned one has a frame. */
export function AttentionMatrix({ plan, sources, candidate, theme, label, marks }: Props) {
  const { cell, left, top, width, height } = plan;
  const right = left + cell * sources.length;
  const shown = marks?.row ?? null;
  return (
    <svg
      class="attention"
      role={marks ? 'listbox' : 'img'}
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <rect class="empty" x={left} y={top} width={right - left} height={height - top - 1} fill={css(sizeColour(0, theme))} />
      <Heads plan={plan} sources={sources} shares={shown === null ? null : (candidate.attention[shown] ?? null)} theme={theme} />
      {candidate.symbols.map((symbol, row) => (
        <g
          key={row}
          class={row === shown ? 'attention-row shown' : 'attention-row'}
          {...(marks && {
            role: 'option', 'aria-label': marks.say(row), 'aria-selected': row === shown, tabindex: row === marks.focus ? 0 : -1,
            'data-step': row,
          })}
        >
          <rect class="reach" x={0} y={top + row * cell} width={right} height={cell} />
          <text class="written" x={left - 7} y={top + (row + 0.5) * cell}>{clip(symbol)}</text>
          {candidate.attention[row]?.map((share, at) => (share < leastShare ? null : (
            <rect key={at} class="cell" x={left + at * cell} y={top + row * cell} width={cell} height={cell}
              fill={css(sizeColour(share, theme))} data-column={at}>
              {marks && <title>{`${symbol} from ${sources[at]}: ${percent(share)}`}</title>}
            </rect>
          )))}
          <Aligned at={candidate.alignment[row]} row={row} plan={plan} />
          {row === shown && <rect class="frame" x={1} y={top + row * cell} width={right - 1} height={cell} />}
        </g>
      ))}
    </svg>
  );
}

interface AlignedProps {
  readonly at: number | undefined;
  readonly row: number;
  readonly plan: MatrixPlan;
}

function Aligned({ at, row, plan: { cell, left, top } }: AlignedProps) {
  return at === undefined
    ? null
    : <rect class="aligned" x={left + at * cell + 2} y={top + row * cell + 2} width={cell - 4} height={cell - 4} data-column={at} />;
}

interface HeadsProps {
  readonly plan: MatrixPlan;
  readonly sources: readonly string[];
  /** Of the row that is pointed out. */
  readonly shares: readonly number[] | null;
  readonly theme: Theme;
}

/** The symbols that were read, each on the colour of the attention that it had in the row that is pointed out. */
function Heads({ plan: { cell, left, top, upright }, sources, shares, theme }: HeadsProps) {
  return sources.map((symbol, at) => {
    const ground = shares && (shares[at] ?? 0) >= leastShare ? sizeColour(shares[at] ?? 0, theme) : null;
    const x = left + (at + 0.5) * cell;
    const y = upright ? top - 7 : top / 2;
    return (
      <g key={at} class={ground ? 'read looked-at' : 'read'} data-column={at}>
        {ground && <rect x={left + at * cell} y={0} width={cell} height={top - 1} fill={css(ground)} />}
        <text
          x={x}
          y={y}
          {...(ground && { style: { fill: css(inkOn(ground)) } })}
          {...(upright ? { transform: `rotate(-90 ${x} ${y})`, class: 'upright' } : {})}
        >
          {clip(symbol)}
        </text>
      </g>
    );
  });
}
