import type { Theme } from '../colour/classes';
import { mostBits, surpriseMark } from '../colour/ramp';
import { fixed } from '../numbers/format';
import { largestSize } from '../numbers/reduce';
import { StepBars } from './StepBars';
import type { StepAxis } from './StepChart';

interface Props {
  readonly axis: StepAxis;
  /** Bits by character. */
  readonly surprisal: readonly number[];
  readonly mean: number;
  readonly theme: Theme;
}

/** One bar a character: how little it was expected; the dashed line is the text's mean. */
export function SurpriseBars({ axis, surprisal, mean, theme }: Props) {
  const largest = largestSize(surprisal, 1);
  return (
    <StepBars
      axis={axis}
      values={surprisal}
      largest={largest}
      line={mean}
      colour={(at) => surpriseMark((surprisal[at] ?? 0) / mostBits, theme)}
      label={`Surprise at each character in bits; the largest is ${fixed(largest)}, the mean ${fixed(mean)}.`}
    />
  );
}
