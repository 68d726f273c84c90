import type { GlobalToken } from '../api/types';

/** A word in two selections of predictions. */
export interface WordChange {
  readonly word: string;
  /** What it added to the logit of the label in one text of each selection, the texts without it too. */
  readonly here: number;
  readonly there: number;
  readonly means: readonly [number | null, number | null];
  readonly supports: readonly [number, number];
  /** Whether the 95 % intervals of its means lie apart; then its share changed, and not only how often it is there. */
  readonly apart: boolean;
}

/**
 * Words by how much more they add to a label in one selection than in the other, the largest change first. A word that one of them lacks
 * adds nothing there.
 * @param texts Predictions with that label in each selection.
 */
export function wordChanges(
  here: readonly GlobalToken[], there: readonly GlobalToken[], texts: readonly [number, number], count: number,
): WordChange[] {
  const others = new Map(there.map((token) => [token.text, token]));
  const words = new Set([...here, ...there].map((token) => token.text));
  const own = new Map(here.map((token) => [token.text, token]));
  const changes = [...words].map((word): WordChange => {
    const [a, b] = [own.get(word), others.get(word)];
    return {
      word,
      here: (a?.sum ?? 0) / Math.max(1, texts[0]),
      there: (b?.sum ?? 0) / Math.max(1, texts[1]),
      means: [a?.mean ?? null, b?.mean ?? null],
      supports: [a?.support ?? 0, b?.support ?? 0],
      apart: a?.lower != null && a.upper != null && b?.lower != null && b.upper != null && (a.lower > b.upper || b.lower > a.upper),
    };
  });
  const size = ({ here: a, there: b }: WordChange) => Math.abs(a - b);
  return changes.sort((a, b) => size(b) - size(a) || a.word.localeCompare(b.word, 'en')).slice(0, count);
}
