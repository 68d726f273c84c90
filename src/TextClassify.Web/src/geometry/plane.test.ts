import { expect, test } from 'vitest';
import { principalPlane } from './plane';

test('principalPlane_rowsInAPlane_keepTheirDistances', () => {
  const flat = [[0, 0], [3, 0], [3, 1], [-2, 0.5]] as const;
  const rows = flat.map(([u, v]) => Float32Array.of(u * 0.6 + 1, u * 0.8 - 2, v, 5));
  const { x, y } = principalPlane(rows);
  for (let i = 0; i < flat.length; i++) {
    for (let j = 0; j < i; j++) {
      expect(Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!)).toBeCloseTo(Math.hypot(flat[i]![0] - flat[j]![0], flat[i]![1] - flat[j]![1]), 4);
    }
  }
});

test('principalPlane_oneRow_isTheMiddle', () => {
  expect(principalPlane([Float32Array.of(1, 2)])).toEqual({ x: Float32Array.of(0), y: Float32Array.of(0) });
});
