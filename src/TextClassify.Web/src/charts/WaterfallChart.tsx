import { waterfall } from '../answers/evidence';
import type { Theme } from '../colour/classes';
import { css } from '../colour/contrast';
import { signedColour } from '../colour/signed';
import { fixed } from '../numbers/format';
import { largestSize } from '../numbers/reduce';
import { Grid } from './Grid';
import { niceLinear } from './linear';
import { barOf, StepChart, type StepAxis } from './StepChart';

interface Props {
  readonly axis: StepAxis;
  readonly bias: number;
  readonly scores: readonly number[];
  readonly label: string;
  readonly theme: Theme;
}

const height = 116;
const margin = 12;

/** The page keeps this much room while the evidence of a new text is on its way: what lies below must not jump with every key. */
export const waterfallHeight = height;

/** The class's logit as it adds up: it starts at the bias, every word moves it, and the last bar ends at the logit. */
export function WaterfallChart({ axis, bias, scores, label, theme }: Props) {
  const { falls, logit } = waterfall(bias, scores);
  const levels = [0, bias, ...falls.map((fall) => fall.to)];
  const largest = largestSize(scores, 1e-6);
  const y = niceLinear([Math.min(...levels), Math.max(...levels) || 1e-6], [height - margin, margin], 4);
  return (
    <StepChart
      axis={axis}
      height={height}
      label={`Evidence for ${label} adds up from a bias of ${fixed(bias)} to a logit of ${fixed(logit)}.`}
    >
      <Grid axis={axis} y={y} count={4} words={(tick) => fixed(tick, tick % 1 === 0 ? 0 : 1)} zero />
      {falls.map(({ step, from, to }) => (
        <g key={step}>
          {step > 0 && (
            <line class="carry" x1={axis.left(step) - axis.band * 0.12} x2={barOf(axis, step).x} y1={y(from)} y2={y(from)} />
          )}
          <rect
            class="bar"
            {...barOf(axis, step)}
            y={Math.min(y(from), y(to))}
            height={Math.max(1, Math.abs(y(from) - y(to)))}
            fill={css(signedColour((to - from) / largest, theme))}
          />
        </g>
      ))}
      <text class="logit" x={axis.width - 2} y={y(logit) + (logit >= 0 ? -5 : 12)}>{fixed(logit)}</text>
    </StepChart>
  );
}
