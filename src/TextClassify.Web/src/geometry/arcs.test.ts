import { expect, test } from 'vitest';
import { arcPath, arcsOf, type Edge } from './arcs';

const bands = [{ top: 0, height: 200 }, { top: 210, height: 150 }, { top: 370, height: 180 }, { top: 560, height: 40 }];
const edges: Edge[] = bands.flatMap((_, from) => bands.flatMap((_, to) => (from === to ? [] : [{ from, to }])));

test('arcsOf_everyEdge_hasPlacesOfItsOwnWithinItsLanes', () => {
  const arcs = arcsOf(edges, bands);
  const within = (y: number, lane: number) => y > bands[lane]!.top && y < bands[lane]!.top + bands[lane]!.height;
  arcs.forEach((arc, at) => {
    expect(within(arc.start, edges[at]!.from)).toBe(true);
    expect(within(arc.end, edges[at]!.to)).toBe(true);
  });
  const all = arcs.flatMap(({ start, end }) => [start, end]);
  expect(new Set(all.map((y) => y.toFixed(2))).size).toBe(all.length);
});

test('arcsOf_oneAroundTheOther_reachesFurther', () => {
  const arcs = arcsOf(edges, bands);
  const span = ({ start, end }: { start: number; end: number }) => [Math.min(start, end), Math.max(start, end)] as const;
  for (const one of arcs) {
    for (const other of arcs) {
      const [[top, bottom], [within, below]] = [span(one), span(other)];
      if (top < within && below < bottom) {
        expect(one.depth).toBeGreaterThan(other.depth);
      }
    }
  }
});

test('arcPath_deepest_staysInItsStrip', () => {
  const [, x1] = arcPath({ start: 10, end: 90, depth: 1 }, 100, 8).match(/C(-?[\d.]+)/)!;
  // The middle of a cubic whose ends are at the width and whose handles are at x1.
  expect(0.25 * 100 + 0.75 * Number(x1)).toBeCloseTo(6, 0);
});
