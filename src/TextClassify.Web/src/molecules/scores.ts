/** Whether a symbol is an atom, in brackets or without. */
export function isAtom(symbol: string): boolean {
  return /^[A-Za-z[*]/.test(symbol);
}

/** A step of the text and the score of its atom. */
export interface ScoredAtom {
  readonly step: number;
  readonly score: number;
}

/**
 * The score of each atom by where it begins: its own, and those of the signs behind it until the next atom, as the service adds them up
 * over several writings. So the atoms' sum is the symbols'.
 */
export function atomScores(
  tokens: readonly { readonly text: string; readonly start: number }[], scores: readonly number[],
): ReadonlyMap<number, ScoredAtom> {
  const found = new Map<number, ScoredAtom>();
  let last = -1;
  tokens.forEach((token, step) => {
    const score = scores[step] ?? 0;
    if (isAtom(token.text)) {
      last = token.start;
      found.set(last, { step, score });
    } else if (last >= 0) {
      const atom = found.get(last)!;
      found.set(last, { step: atom.step, score: atom.score + score });
    }
  });
  return found;
}

/** Tokens and scores of a text of SMILES as its atoms: each atom's token, with its own score and those of the signs behind it. */
export function byAtom<T extends { readonly text: string; readonly start: number }>(
  tokens: readonly T[], scores: readonly number[],
): { readonly tokens: readonly T[]; readonly scores: readonly number[] } {
  const atoms = [...atomScores(tokens, scores).values()];
  return { tokens: atoms.map(({ step }) => tokens[step]!), scores: atoms.map(({ score }) => score) };
}
