import { expect, test } from 'vitest';
import { boxOf, readPoints } from './cloud';
import { placeWords } from './place';
import { principalPlane } from './plane';
import { insidePolygon, PointIndex } from './pointIndex';
import { disc, splat } from './raster';
import { fit, toPixel, toUnit, zoom } from './viewport';

const random = (seed: number) => () => (seed = (seed * 16807) % 2147483647) / 2147483647;

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

test('splat_point_paintsItsDiscAndNothingElse', () => {
  const pixels = new Uint8ClampedArray(4 * 9 * 9).fill(255);
  const one = { count: 1, x: Float32Array.of(4), y: Float32Array.of(4), colour: Uint32Array.of(0x0000ff), opacity: Uint8Array.of(255) };
  splat(one, { k: 1, dx: 0, dy: 0 }, 1, 1, pixels, 9, 9);
  const red = [...Array(81).keys()].filter((at) => pixels[4 * at + 1]! < 250);
  expect(red).toContain(40);
  expect(red.length).toBeLessThanOrEqual(disc(1).dx.length);
});

test('splat_pointBeyondTheEdge_isLeftOut', () => {
  const pixels = new Uint8ClampedArray(4 * 9 * 9).fill(255);
  const far = { count: 1, x: Float32Array.of(400), y: Float32Array.of(-4), colour: Uint32Array.of(0), opacity: Uint8Array.of(255) };
  splat(far, { k: 1, dx: 0, dy: 0 }, 1, 2, pixels, 9, 9);
  expect(pixels.every((value) => value === 255)).toBe(true);
});

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

test('readPoints_columns_areReadInTheirOrder', () => {
  const buffer = new ArrayBuffer(16 + 2 * 31);
  const view = new DataView(buffer);
  [0x54504354, 1, 2].forEach((value, i) => view.setUint32(4 * i, value, true));
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].forEach((value, i) => view.setFloat32(16 + 4 * i, value, true));
  view.setUint32(16 + 40, 77, true);
  view.setUint16(16 + 48, 12, true);
  view.setUint8(16 + 52, 3);
  view.setUint8(16 + 2 * 31 - 1, 255);
  const points = readPoints(buffer)!;
  expect([points.count, points.x[1], points.y[0], points.jump[1], points.row[0], points.token[0], points.label[0], points.cumulativeScore[1]])
    .toEqual([2, 2, 3, 10, 77, 12, 3, 255]);
});

test.each([0, 15, 16, 40])('readPoints_%iBytes_isNull', (length) => expect(readPoints(new ArrayBuffer(length))).toBeNull());

test('placeWords_onOnePlace_neverOverlap', () => {
  const placed = placeWords(Array.from({ length: 12 }, (_, i) => ({ words: `w${i}`, x: 100, y: 100, width: 40 })), 200, 200);
  expect(placed.length).toBeGreaterThan(2);
  for (const a of placed) {
    for (const b of placed.filter((other) => other !== a)) {
      expect(Math.abs(a.x - b.x) > 40 || Math.abs(a.y - b.y) > 12).toBe(true);
    }
  }
});

test('placeWords_besideWordsThatStand_leaveThemFree', () => {
  const word = { words: 'end', x: 100, y: 100, width: 40 };
  const [alone] = placeWords([word], 200, 200);
  const standing = { x0: alone!.x, x1: alone!.x + 40, y0: alone!.y - 10, y1: alone!.y };
  const [beside] = placeWords([word], 200, 200, [standing]);
  expect(beside!.x > standing.x1 || beside!.x + 40 < standing.x0 || beside!.y - 10 > standing.y1 || beside!.y < standing.y0).toBe(true);
});

test('boxOf_points_isTheirExtent', () => {
  expect(boxOf([1, -2, 3], [0, 5, 2])).toEqual({ x0: -2, y0: 0, x1: 3, y1: 5 });
});
