import { expect, test } from 'vitest';
import { fit, toPixel, toUnit, zoom } from './viewport';

test('fit_box_isInsideTheMargins', () => {
  const view = fit({ x0: -3, y0: 1, x1: 5, y1: 2 }, 800, 600, 20);
  expect(toPixel(view, -3, 1.5)).toEqual([20, 300]);
  expect(toPixel(view, 5, 1.5)).toEqual([780, 300]);
});

test('zoom_pixelUnderThePointer_staysThere', () => {
  const view = fit({ x0: 0, y0: 0, x1: 1, y1: 1 }, 100, 100, 0);
  const [x, y] = toUnit(view, 30, 70);
  const [px, py] = toPixel(zoom(view, 2.5, 30, 70), x, y);
  expect(px).toBeCloseTo(30);
  expect(py).toBeCloseTo(70);
});
