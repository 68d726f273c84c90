import { expect, test } from 'vitest';
import { readPoints } from './cloud';

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
  expect([points.count, points.x[1], points.y[0], points.jump[1]]).toEqual([2, 2, 3, 10]);
  expect([points.row[0], points.token[0], points.label[0], points.cumulativeScore[1]]).toEqual([77, 12, 3, 255]);
});

test.each([0, 15, 16, 40])('readPoints_%iBytes_isNull', (length) => expect(readPoints(new ArrayBuffer(length))).toBeNull());
