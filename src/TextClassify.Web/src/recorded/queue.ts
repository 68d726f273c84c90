import type { PredictionEntry } from '../api/types';

/** In which order texts are labelled: by chance, so that what is measured holds for all of them, or the least sure first. */
export type QueueOrder = 'chance' | 'unsure';

/** The texts that wait for a label. @param random From 0 to before 1. */
export function queueOf(entries: readonly PredictionEntry[], order: QueueOrder, random: () => number): PredictionEntry[] {
  const waiting = entries.filter((entry) => entry.givenLabel == null && entry.text != null);
  if (order === 'unsure') {
    return waiting.sort((a, b) => a.margin - b.margin);
  }
  for (let at = waiting.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [waiting[at], waiting[other]] = [waiting[other]!, waiting[at]!];
  }
  return waiting;
}

/** The label that a key stands for: 1 to 9 for the first nine; -1 where it stands for none. */
export function labelOfKey(key: string, count: number): number {
  const at = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
  return at < count ? at : -1;
}
