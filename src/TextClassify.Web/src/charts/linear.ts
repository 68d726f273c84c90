import { nice, ticks } from 'd3-array';

export interface Linear {
  (value: number): number;
  /** About `count` round values of the domain. */
  ticks(count: number): number[];
}

type Ends = readonly [number, number];

/** From values to pixels. d3-scale does it too, with formats and times that the page doesn't use. */
export function linear([from, to]: Ends, [start, end]: Ends): Linear {
  const pixels = (end - start) / (to - from || 1);
  return Object.assign((value: number) => start + (value - from) * pixels, { ticks: (count: number) => ticks(from, to, count) });
}

/** The same with its domain widened to round values. */
export function niceLinear([from, to]: Ends, range: Ends, count: number): Linear {
  return linear(nice(from, to, count), range);
}
