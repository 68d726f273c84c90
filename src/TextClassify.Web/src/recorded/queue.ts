import type { LabelQueueResponse, PredictionEntry, QueuedPrediction } from '../api/types';

/** Texts that are asked for at once, beside those that were skipped and so come again. */
const portion = 10;
/** The service gives no more. */
const most = 200;

/** How many to ask for, so that new ones are among them. @param open Texts that came and have no label yet. */
export function askedFor(open: number): number {
  return Math.min(most, portion + open);
}

/** What came before, and behind it what is new, in the service's order. */
export function withNext(known: readonly QueuedPrediction[], answer: LabelQueueResponse): QueuedPrediction[] {
  const names = new Set(known.map(({ prediction }) => nameOf(prediction)));
  return [...known, ...answer.queue.filter(({ prediction }) => !names.has(nameOf(prediction)))];
}

export function nameOf({ predictionId, item }: PredictionEntry): string {
  return `${predictionId}/${item}`;
}

/** The label that a key stands for: 1 to 9 for the first nine; -1 where it stands for none. */
export function labelOfKey(key: string, count: number): number {
  const at = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
  return at < count ? at : -1;
}
