import { expect, test } from 'vitest';
import { boxOf } from './box';

test('boxOf_points_isTheirExtent', () => {
  expect(boxOf([1, -2, 3], [0, 5, 2])).toEqual({ x0: -2, y0: 0, x1: 3, y1: 5 });
});
