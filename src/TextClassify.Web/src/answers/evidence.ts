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

/** How a model's logits become scores: of one label among all, or of each label on its own. */
export interface Scale {
  readonly temperature: number;
  readonly independent: boolean;
}

const tiny = Number.MIN_VALUE;

/**
 * The logit of `label`, when that of `known` was stated: logits differ as logarithms of probabilities do, times the temperature; where
 * labels are independent, as their log-odds do.
 */
export function logitOf(label: number, known: number, knownLogit: number, scores: readonly number[], scale: Scale): number {
  const level = scale.independent ? logOdds : log;
  return knownLogit + scale.temperature * (level(scores[label] ?? 0) - level(scores[known] ?? 0));
}

function log(score: number): number {
  return Math.log(Math.max(score, tiny));
}

function logOdds(score: number): number {
  return log(score) - log(1 - score);
}
