import { expect, test } from 'vitest';
import { insidePolygon, PointIndex } from './pointIndex';

const random = (seed: number) => () => (seed = (seed * 16807) % 2147483647) / 2147483647;

test('inside_lasso_findsWhatTestingEveryPointFinds', () => {
  const next = random(7);
  const x = Float32Array.from({ length: 2000 }, next);
  const y = Float32Array.from({ length: 2000 }, next);
  const star = Array.from({ length: 11 }, (_, corner) => {
    const [reach, angle] = [corner % 2 === 0 ? 0.4 : 0.15, (Math.PI * corner) / 5.5];
    return [0.5 + reach * Math.cos(angle), 0.5 + reach * Math.sin(angle)];
  }).flat();
  const every = [...x.keys()].filter((i) => insidePolygon(star, x[i]!, y[i]!));
  expect([...new PointIndex(x, y).inside(star)]).toEqual(every);
  expect(every.length).toBeGreaterThan(100);
});

test('nearest_point_isTheNearestWithinReach', () => {
  const index = new PointIndex([0, 10], [0, 0]);
  expect(index.nearest(7, 1, 4)).toBe(1);
  expect(index.nearest(5, 5, 2)).toBeNull();
});
