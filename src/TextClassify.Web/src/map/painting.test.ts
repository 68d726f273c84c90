import { expect, test } from 'vitest';
import { placeWords } from './place';
import { disc, splat } from './raster';

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
