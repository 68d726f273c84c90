import { isAnswered, type Outcome } from './outcome';

/** Sums over the texts of one label, by word number. */
export interface Weights {
  /** What a word added to the label's logit, over all texts that were given the label. */
  readonly sums: Float64Array;
  /** How many of these texts have the word. */
  readonly support: Uint32Array;
  /** All sums above 0 added up: everything that spoke for the label. */
  readonly spokeFor: number;
  readonly bias: number;
  readonly logit: number;
}

/** What many answers come to. */
export interface Tally {
  readonly answered: number;
  readonly refused: number;
  /** Texts that were read in parts. */
  readonly parted: number;
  /** Texts by label. */
  readonly counts: readonly number[];
  readonly weights: readonly Weights[];
}

/** Adds up the outcomes of `rows`; rows without an outcome are not counted. */
export function tally(outcomes: readonly (Outcome | undefined)[], rows: readonly number[], labels: number, words: number): Tally {
  const counts = new Array<number>(labels).fill(0);
  const sums = counts.map(() => new Float64Array(words));
  const support = counts.map(() => new Uint32Array(words));
  const bias = counts.map(() => 0);
  const logit = counts.map(() => 0);
  let [answered, refused, parted] = [0, 0, 0];
  for (const row of rows) {
    const outcome = outcomes[row];
    if (!isAnswered(outcome)) {
      refused += outcome ? 1 : 0;
      continue;
    }
    const { label, words: has, shares } = outcome;
    answered++;
    parted += outcome.parts > 1 ? 1 : 0;
    counts[label]!++;
    bias[label]! += outcome.bias;
    logit[label]! += outcome.logit;
    const [sum, found] = [sums[label]!, support[label]!];
    for (let i = 0; i < has.length; i++) {
      sum[has[i]!]! += shares[i]!;
      found[has[i]!]!++;
    }
  }
  return {
    answered,
    refused,
    parted,
    counts,
    weights: sums.map((sum, at) => ({
      sums: sum,
      support: support[at]!,
      spokeFor: sum.reduce((all, value) => all + Math.max(0, value), 0),
      bias: bias[at]!,
      logit: logit[at]!,
    })),
  };
}

/** A word's weight for a label. */
export interface WordWeight {
  readonly word: number;
  readonly sum: number;
  readonly support: number;
  /** The sum over the texts that have the word. */
  readonly mean: number;
}

export type WeightKey = 'sum' | 'mean' | 'support';

/**
 * Words by weight, the strongest first.
 * @param against Those that speak against the label, and not for it.
 * @param least Texts that a word must be in.
 */
export function strongest(
  { sums, support }: Weights, count: number, { against = false, least = 1, key = 'sum' as WeightKey } = {},
): WordWeight[] {
  const found: WordWeight[] = [];
  sums.forEach((sum, word) => {
    const texts = support[word] ?? 0;
    if (texts >= least && (against ? sum < 0 : sum > 0)) {
      found.push({ word, sum, support: texts, mean: sum / texts });
    }
  });
  const size = (weight: WordWeight) => Math.abs(weight[key]);
  return found.sort((a, b) => size(b) - size(a) || Math.abs(b.sum) - Math.abs(a.sum) || a.word - b.word).slice(0, count);
}

/** Counts of texts by the label they have and the one they were given; texts without a label are left out. */
export function confusionOf(
  outcomes: readonly (Outcome | undefined)[], truths: readonly (number | null)[], rows: readonly number[], labels: number,
): number[][] {
  const counts = Array.from({ length: labels }, () => new Array<number>(labels).fill(0));
  for (const row of rows) {
    const [outcome, truth] = [outcomes[row], truths[row]];
    if (isAnswered(outcome) && truth != null) {
      counts[truth]![outcome.label]!++;
    }
  }
  return counts;
}
