import type { PredictionEntry } from '../api/types';

/** Words around a place of a recorded text, with their shares. */
export interface Context {
  readonly before: readonly Part[];
  readonly at: Part;
  readonly after: readonly Part[];
}

export interface Part {
  readonly text: string;
  readonly score: number;
}

/** The first place of a word in a recorded text with `width` words on either side; null where it is not there, or no words are kept. */
export function contextOf({ evidence }: PredictionEntry, word: string, width: number): Context | null {
  const at = evidence?.findIndex((part) => part.text === word) ?? -1;
  return evidence && at >= 0
    ? { before: evidence.slice(Math.max(0, at - width), at), at: evidence[at]!, after: evidence.slice(at + 1, at + 1 + width) }
    : null;
}
