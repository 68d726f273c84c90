import { expect, test } from 'vitest';
import { linear, niceLinear } from './linear';

test('linear_endsAndMiddle_lieWhereTheRangeSays', () => expect([0, 2, 4].map(linear([0, 4], [100, 20]))).toEqual([100, 60, 20]));

test('linear_emptyDomain_isTheStart', () => expect(linear([3, 3], [10, 20])(3)).toBe(10));

test('ticks_areRoundAndInside', () => expect(linear([0, 1.47], [0, 1]).ticks(3)).toEqual([0, 0.5, 1]));

test('niceLinear_widensToTicks', () => {
  const scale = niceLinear([-1.9, 0.97], [100, 0], 4);
  expect([scale(-2), scale(1)]).toEqual([100, 0]);
});
