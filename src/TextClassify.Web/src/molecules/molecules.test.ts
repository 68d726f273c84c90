import { describe, expect, it } from 'vitest';
import { labelOf, partsOf } from './atoms';
import { bond, layOut } from './layout';
import { atomScores, byAtom } from './scores';

const reaction = 'CC(=O)Cl.Nc1ccc(O)cc1>>CC(=O)Nc1ccc(O)cc1';

describe('parts of a text', () => {
  it('are its molecules, with what stands between them and where their atoms begin', () => {
    const parts = partsOf(` ${reaction}`);
    expect(parts.map((part) => part.smiles)).toEqual(['CC(=O)Cl', 'Nc1ccc(O)cc1', 'CC(=O)Nc1ccc(O)cc1']);
    expect(parts.map((part) => part.before)).toEqual(['', '+', '→']);
    expect(parts[0]!.atoms.map(({ start, symbol }) => [start, symbol])).toEqual([[1, 'C'], [2, 'C'], [5, 'O'], [7, 'Cl']]);
  });

  it('have agents between two arrows', () => {
    expect(partsOf('C>O.[Pd]>CC').map((part) => part.before)).toEqual(['', '→', '+', '→']);
  });
});

describe('scores of atoms', () => {
  it('add up to those of the symbols', () => {
    const text = 'C(=O)Cl';
    const tokens = [...text.matchAll(/Cl|./g)].map((found) => ({ text: found[0], start: found.index }));
    const scores = [1, 2, 4, 8, 16, 32];
    expect([...atomScores(tokens, scores)]).toEqual([
      [0, { step: 0, score: 7 }], [3, { step: 3, score: 24 }], [5, { step: 5, score: 32 }],
    ]);
    expect(byAtom(tokens, scores)).toEqual({ tokens: [tokens[0], tokens[3], tokens[5]], scores: [7, 24, 32] });
  });
});

describe('labels', () => {
  it.each([
    ['C', 3, ''], ['N', 1, 'NH₂'], ['O', 1, 'OH'], ['O', 2, 'O'], ['n', 2, 'N'], ['[nH]', 2, 'NH'], ['S', 4, 'S'], ['Cl', 1, 'Cl'],
    ['[NH3+]', 1, 'NH₃⁺'], ['[O-]', 1, 'O⁻'], ['[13CH3]', 1, '¹³CH₃'], ['[C@@H]', 3, ''], ['[Cu+2]', 0, 'Cu²⁺'], ['[Se]', 2, 'Se'],
  ])('%s with bonds of %i is %s', (symbol, bonds, written) => {
    const label = labelOf(symbol, bonds, bonds === 0);
    expect(label ? label.isotope + label.element + label.hydrogens + label.charge : '').toBe(written);
  });

  it('name a carbon that stands alone', () => {
    expect(labelOf('C', 0, true)).toMatchObject({ element: 'C', hydrogens: 'H₄' });
  });
});

describe('a drawing', () => {
  it('has every atom once, at a bond from its neighbours and apart from the others', () => {
    const drawn = layOut(reaction, 2000)!;
    expect(drawn.atoms.map((atom) => atom.start)).toEqual(partsOf(reaction).flatMap((part) => part.atoms.map((atom) => atom.start)));
    expect(drawn.rings).toHaveLength(2);
    expect(drawn.signs.map((sign) => sign.text)).toEqual(['+', '→']);
    for (const { from, to } of drawn.bonds) {
      expect(Math.hypot(from.x - to.x, from.y - to.y) / bond).toBeCloseTo(1, 0);
    }
    drawn.atoms.forEach((atom, i) => drawn.atoms.slice(0, i).forEach((other) =>
      expect(Math.hypot(atom.x - other.x, atom.y - other.y)).toBeGreaterThan(bond / 2)));
  });

  it('breaks into lines that are no wider than the page', () => {
    const drawn = layOut(reaction, 260)!;
    expect(drawn.width).toBeLessThanOrEqual(260);
    expect(drawn.height).toBeGreaterThan(layOut(reaction, 2000)!.height);
    expect(drawn.atoms.every((atom) => atom.x >= 0 && atom.x <= drawn.width && atom.y >= 0 && atom.y <= drawn.height)).toBe(true);
  });

  it('keeps hydrogens at a centre of handedness out, and marks its wedge', () => {
    const drawn = layOut('COC(=O)[C@H](C)N', 500)!;
    expect(drawn.atoms).toHaveLength(7);
    expect(drawn.bonds.filter((one) => one.wedge !== '').every((one) => one.from.symbol === '[C@H]')).toBe(true);
    expect(drawn.bonds.some((one) => one.wedge !== '')).toBe(true);
  });

  it.each(['', 'C(', 'a film'])('of %j is none', (text) => {
    expect(layOut(text, 500)).toBeNull();
  });
});
