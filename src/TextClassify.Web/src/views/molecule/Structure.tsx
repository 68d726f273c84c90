import { css, inkOn, type Rgb } from '../../colour/contrast';
import type { Theme } from '../../colour/classes';
import type { ScoredAtom } from '../../molecules/scores';
import type { DrawnAtom, DrawnBond, Picture } from '../../molecules/layout';

interface Props {
  readonly picture: Picture;
  /** By the place at which an atom begins; one without is outside what the model read. */
  readonly scores: ReadonlyMap<number, ScoredAtom>;
  readonly largest: number;
  readonly theme: Theme;
  readonly label: string;
  /** The colour of a share of the largest score, and a score in words. */
  readonly shade: (share: number, theme: Theme) => Rgb;
  readonly say: (score: number) => string;
  /** The step whose atom is pointed out, and the one that the keys reach, null where they go elsewhere; null in a picture to save. */
  readonly marks: { readonly shown: number | null; readonly focus: number | null } | null;
}

const disc = 10.5;
const side = 5.5;

/** Molecules; the ground of each atom is its score. */
export function Structure({ picture, scores, largest, theme, label, shade, say, marks }: Props) {
  const shadeOf = (atom: DrawnAtom) => shade(largest > 0 ? (scores.get(atom.start)?.score ?? 0) / largest : 0, theme);
  const focus = marks?.focus ?? null;
  return (
    <svg
      class="structure"
      role={focus === null ? 'img' : 'listbox'}
      aria-label={label}
      width={picture.width}
      height={picture.height}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
    >
      {picture.atoms.map((atom) => <circle key={atom.start} class="shade" cx={atom.x} cy={atom.y} r={disc} fill={css(shadeOf(atom))} />)}
      {picture.bonds.map((bond, at) => <Bond key={at} bond={bond} />)}
      {picture.rings.map((ring, at) => <circle key={at} class="ring" cx={ring.x} cy={ring.y} r={ring.radius} />)}
      {picture.signs.map((sign, at) => <text key={at} class="sign" x={sign.x} y={sign.y}>{sign.text}</text>)}
      {picture.atoms.map((atom) => {
        const score = scores.get(atom.start);
        const ink = css(inkOn(shadeOf(atom)));
        const numbers = `${named(atom)}${score ? `: ${say(score.score)}` : ', not read'}`;
        return (
          <g
            key={atom.start}
            class={`atom${marks && score && score.step === marks.shown ? ' hovered' : ''}`}
            {...(focus !== null && { role: 'option', 'aria-label': numbers })}
            {...(focus !== null && score && stepOf(score.step, focus))}
          >
            {marks && <title>{numbers}</title>}
            <circle class="hold" cx={atom.x} cy={atom.y} r={disc} />
            {atom.label && (
              <>
                <circle class="ground" cx={atom.x} cy={atom.y} r={disc - 2} fill={css(shadeOf(atom))} />
                <text x={atom.x} y={atom.y} fill={ink}>{atom.label.element}</text>
                {besides(atom)}
              </>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Whoever speaks to a machine says what stands there, so the name begins with it: the element, then what is beside it. */
function named({ symbol, label, leftward }: DrawnAtom) {
  if (!label) {
    return symbol;
  }
  const { element, isotope, hydrogens, charge } = label;
  return leftward ? `${element}${hydrogens}${isotope}${charge}` : `${element}${isotope}${hydrogens}${charge}`;
}

function stepOf(step: number, focus: number) {
  return { 'aria-selected': step === focus, tabindex: step === focus ? 0 : -1, 'data-step': step };
}

/** Hydrogens and the charge stand on the side without bonds, an isotope before its element. */
function besides({ label, leftward, x, y }: DrawnAtom) {
  if (!label) {
    return null;
  }
  const { isotope, hydrogens, charge } = label;
  const width = label.element.length > 1 ? side + 3 : side;
  const [before, after] = leftward ? [hydrogens + isotope, charge] : [isotope, hydrogens + charge];
  return (
    <>
      {before !== '' && <text class="beside" x={x - width} y={y} text-anchor="end">{before}</text>}
      {after !== '' && <text class="beside" x={x + width} y={y} text-anchor="start">{after}</text>}
    </>
  );
}

function Bond({ bond: { from, to, order, aromatic, wedge } }: { readonly bond: DrawnBond }) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const [head, tail] = [from.label ? disc - 1 : 0, to.label ? disc - 1 : 0];
  const [x1, y1, x2, y2] = [from.x + dx * head, from.y + dy * head, to.x - dx * tail, to.y - dy * tail];
  if (wedge === 'up') {
    return <polygon class="wedge" points={`${x1},${y1} ${x2 - dy * 3.5},${y2 + dx * 3.5} ${x2 + dy * 3.5},${y2 - dx * 3.5}`} />;
  }
  if (wedge === 'down') {
    return (
      <>
        {[1, 2, 3, 4, 5].map((rung) => {
          const [x, y, half] = [x1 + ((x2 - x1) * rung) / 5, y1 + ((y2 - y1) * rung) / 5, rung * 0.7];
          return <line key={rung} class="bond" x1={x - dy * half} y1={y + dx * half} x2={x + dy * half} y2={y - dx * half} />;
        })}
      </>
    );
  }
  const offsets = aromatic || order === 1 ? [0] : order === 2 ? [-2.2, 2.2] : order === 3 ? [-3.4, 0, 3.4] : [-4.5, -1.5, 1.5, 4.5];
  return (
    <>
      {offsets.map((by) => <line key={by} class="bond" x1={x1 - dy * by} y1={y1 + dx * by} x2={x2 - dy * by} y2={y2 + dx * by} />)}
    </>
  );
}
