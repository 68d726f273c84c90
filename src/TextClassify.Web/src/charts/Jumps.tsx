import type { ClassScale } from '../colour/classes';
import { fixed } from '../numbers/format';
import { largestSize } from '../numbers/reduce';
import { StepBars } from './StepBars';
import type { StepAxis } from './StepChart';

interface Props {
  readonly axis: StepAxis;
  readonly distance: readonly number[];
  readonly expected: readonly (readonly number[])[];
  readonly scale: ClassScale;
  /** Jumps from here on are labelled. */
  readonly threshold: number;
}

/** One bar a step: how far the state moved, in its own space, in the colour of what was expected after it. */
export function Jumps({ axis, distance, expected, scale, threshold }: Props) {
  const largest = largestSize(distance);
  return (
    <StepBars
      axis={axis}
      values={distance}
      largest={Math.max(largest, 1e-6)}
      line={threshold <= largest ? threshold : null}
      colour={(step) => scale.state(expected[step] ?? [])}
      label={`Jump at each step; the largest is ${fixed(largest)}.`}
    />
  );
}
