/** Shares of a class's logit by token: the bias and all of them add up to the logit. */
export interface Evidence {
  readonly text: string;
  readonly target: number;
  readonly bias: number;
  readonly logit: number;
  readonly scores: readonly number[];
}

/** One bar of the waterfall, a step's share of the logit: it runs from `from` to `to`. */
export interface Fall {
  readonly step: number;
  readonly from: number;
  readonly to: number;
}

export interface Waterfall {
  readonly bias: number;
  readonly falls: readonly Fall[];
  readonly logit: number;
}

/** Adds the tokens' shares of a logit one after the other; the last bar ends at the logit. */
export function waterfall(bias: number, scores: readonly number[]): Waterfall {
  let sum = bias;
  const falls = scores.map((score, step) => {
    const from = sum;
    sum += score;
    return { step, from, to: sum };
  });
  return { bias, falls, logit: sum };
}

/** The logit of `label`, when that of `known` was stated: logits differ as logarithms of probabilities do, times the temperature. */
export function logitOf(label: number, known: number, knownLogit: number, scores: readonly number[], temperature: number): number {
  const tiny = Number.MIN_VALUE;
  return knownLogit + temperature * (Math.log(Math.max(scores[label] ?? 0, tiny)) - Math.log(Math.max(scores[known] ?? 0, tiny)));
}
