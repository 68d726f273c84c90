import type { components } from '../api/schema';
import type { WordList } from './wordList';

export type ResultLine = components['schemas']['ClassifyResult'];

/** What the model said of one text of many, kept small. */
export interface Answered {
  /** Its label's place in the model's list. */
  readonly label: number;
  /** Calibrated probabilities by label. */
  readonly scores: Float32Array;
  /** Its words, each once, by number. */
  readonly words: Int32Array;
  /** What each of them adds to the label's logit, all its places together; with the bias they add up to the logit. */
  readonly shares: Float32Array;
  readonly bias: number;
  readonly logit: number;
  /** In how many parts the model read it: more than one where it is longer than the model reads at once. */
  readonly parts: number;
  /** Where the service recorded it; null where it keeps nothing. */
  readonly record: { readonly id: string; readonly item: number } | null;
}

/** Why there is no answer, in the service's words or the page's. */
export interface Refused {
  readonly refused: string;
}

export type Outcome = Answered | Refused;

export function isAnswered(outcome: Outcome | undefined): outcome is Answered {
  return outcome !== undefined && 'label' in outcome;
}

export function toOutcome(line: ResultLine, labels: readonly string[], words: WordList, predictionId: string | null): Outcome {
  const label = labels.indexOf(line.label ?? '');
  if (line.error || label < 0) {
    return { refused: line.error?.detail ?? line.error?.title ?? 'The service gave no label.' };
  }
  const scores = new Float32Array(labels.length);
  line.scores?.forEach((item) => (scores[labels.indexOf(item.label)] = item.score));
  const shares = new Map<number, number>();
  for (const token of line.evidence?.tokens ?? []) {
    const word = words.number(token.text);
    shares.set(word, (shares.get(word) ?? 0) + token.score);
  }
  return {
    label,
    scores,
    words: Int32Array.from(shares.keys()),
    shares: Float32Array.from(shares.values()),
    bias: line.evidence?.bias ?? 0,
    logit: line.evidence?.logit ?? 0,
    parts: line.parts ?? 1,
    record: predictionId === null ? null : { id: predictionId, item: line.index ?? 0 },
  };
}

/** How much likelier the label is than the second one, 0 to 1. */
export function marginOf({ scores, label }: Answered): number {
  let second = 0;
  scores.forEach((score, at) => (second = at === label ? second : Math.max(second, score)));
  return (scores[label] ?? 0) - second;
}
