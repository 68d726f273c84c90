import { expect, test } from 'vitest';
import { insidePolygon, PointIndex } from './pointIndex';

const random = (seed: number) => () => (seed = (seed * 16807) % 2147483647) / 2147483647;

test('inside_lasso_findsWhatTestingEveryPointFinds', () => {
  const next = random(7);
  const x = Float32Array.from({ length: 2000 }, next);
  const y = Float32Array.from({ length: 2000 }, next);
  const star = Array.from({ length: 22 }, (_, i) => 0.5 + (i % 4 < 2 ? 0.4 : 0.15) * (i % 2 === 0 ? Math.cos((Math.PI * (i >> 1)) / 5.5) : Math.sin((Math.PI * (i >> 1)) / 5.5)));
  const every = [...x.keys()].filter((i) => insidePolygon(star, x[i]!, y[i]!));
  expect([...new PointIndex(x, y).inside(star)]).toEqual(every);
  expect(every.length).toBeGreaterThan(100);
});

test('nearest_point_isTheNearestWithinReach', () => {
  const index = new PointIndex([0, 10], [0, 0]);
  expect(index.nearest(7, 1, 4)).toBe(1);
  expect(index.nearest(5, 5, 2)).toBeNull();
});
