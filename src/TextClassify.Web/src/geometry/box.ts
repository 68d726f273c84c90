/** Corners x0, y0, x1, y1, ... in map units. */
export type Polygon = readonly number[];

export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The smallest box around points; its sides are infinite when there are none. */
export function boxOf(x: ArrayLike<number>, y: ArrayLike<number>): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    x0 = Math.min(x0, x[i] ?? 0);
    x1 = Math.max(x1, x[i] ?? 0);
    y0 = Math.min(y0, y[i] ?? 0);
    y1 = Math.max(y1, y[i] ?? 0);
  }
  return { x0, y0, x1, y1 };
}
