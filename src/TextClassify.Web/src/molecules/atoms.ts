import { isAtom } from './scores';

/** Cuts SMILES into its symbols, as the service does: what is in brackets is one, and so are Cl, Br and a ring's number behind %. */
const symbols = /\[[^\]]*\]|Cl|Br|%\d\d|[^]/gu;

/** An atom of a text. */
export interface Atom {
  /** First UTF-16 unit in the text. */
  readonly start: number;
  /** As it is written, brackets included. */
  readonly symbol: string;
}

/** Molecules of a text, and what stands between them. */
export interface Part {
  readonly smiles: string;
  readonly atoms: readonly Atom[];
  /** What is drawn before it: nothing before the first, a plus between molecules, an arrow before a reaction's next side. */
  readonly before: '' | '+' | '→';
}

/** The molecules of a text of SMILES, or of a reaction, in their order. */
export function partsOf(text: string): readonly Part[] {
  const parts: { smiles: string; atoms: Atom[]; before: Part['before'] }[] = [];
  let before = '' as Part['before'];
  let open = false;
  for (const { 0: symbol, index } of text.matchAll(symbols)) {
    if (symbol === '.' || symbol === '>') {
      open = false;
      before = symbol === '>' || before === '→' ? '→' : '+';
    } else if (symbol.trim() !== '') {
      if (!open) {
        parts.push({ smiles: '', atoms: [], before: parts.length === 0 ? '' : before });
        [open, before] = [true, ''];
      }
      const part = parts[parts.length - 1]!;
      part.smiles += symbol;
      if (isAtom(symbol)) {
        part.atoms.push({ start: index, symbol });
      }
    }
  }
  return parts;
}

const bracket = /^\[(\d*)([A-Za-z][a-z]?|\*)@{0,2}(H\d*)?([+-]\d+|\++|-+)?(?::\d+)?\]$/;
const organic: Readonly<Record<string, readonly number[]>> = {
  B: [3], C: [4], N: [3, 5], O: [2], P: [3, 5], S: [2, 4, 6], F: [1], Cl: [1], Br: [1], I: [1],
};

/** What is written at an atom: its element, and what stands around it. Nothing at a carbon in a chain. */
export interface Label {
  readonly element: string;
  readonly isotope: string;
  readonly hydrogens: string;
  readonly charge: string;
}

/** @param bonds The sum of its bonds' orders. @param alone Whether it has no neighbour. */
export function labelOf(symbol: string, bonds: number, alone: boolean): Label | null {
  const read = bracket.exec(symbol);
  if (!read) {
    const element = symbol.charAt(0).toUpperCase() + symbol.slice(1);
    const most = organic[element]?.find((valence) => valence >= bonds) ?? 0;
    const count = symbol === element ? Math.max(0, most - bonds) : 0;
    return element === 'C' && !alone ? null : { element, isotope: '', hydrogens: hydrogensOf(count), charge: '' };
  }
  const [, isotope = '', name = '', hydrogens = '', charge = ''] = read;
  const element = name.charAt(0).toUpperCase() + name.slice(1);
  const count = hydrogens === '' ? 0 : Number(hydrogens.slice(1) || 1);
  return element === 'C' && !alone && isotope === '' && charge === ''
    ? null
    : { element, isotope: raised(isotope), hydrogens: hydrogensOf(count), charge: chargeOf(charge) };
}

function hydrogensOf(count: number): string {
  return count === 0 ? '' : `H${count > 1 ? lowered(`${count}`) : ''}`;
}

function chargeOf(charge: string): string {
  const size = /\d/.test(charge) ? charge.slice(1) : `${charge.length}`;
  return charge === '' ? '' : `${raised(size === '1' ? '' : size)}${charge.startsWith('+') ? '⁺' : '⁻'}`;
}

function raised(digits: string): string {
  return digits.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!);
}

function lowered(digits: string): string {
  return digits.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);
}
