import { css, type Rgb } from '../colour/contrast';
import { Grid } from './Grid';
import { linear } from './linear';
import { barOf, gutter, StepChart, type StepAxis } from './StepChart';

interface Props {
  readonly axis: StepAxis;
  readonly values: readonly number[];
  /** The value that the chart's full height stands for. */
  readonly largest: number;
  /** Where the dashed line lies; null draws none. */
  readonly line: number | null;
  readonly colour: (step: number) => Rgb;
  readonly label: string;
}

const height = 84;
const top = 8;

/** One bar a step, from 0 upwards. */
export function StepBars({ axis, values, largest, line, colour, label }: Props) {
  const y = linear([0, largest], [height - 1, top]);
  return (
    <StepChart axis={axis} height={height} label={label}>
      <Grid axis={axis} y={y} count={3} />
      {values.map((value, at) => (
        <rect
          key={at}
          class="bar"
          {...barOf(axis, at)}
          y={y(value)}
          height={Math.max(0, height - 1 - y(value))}
          fill={css(colour(at))}
        />
      ))}
      {line !== null && <line class="threshold" x1={gutter} x2={axis.width} y1={y(line)} y2={y(line)} />}
    </StepChart>
  );
}
