import { expect, test } from 'vitest';
import { clampCursor, contains, cursorSpan, moveCursor, spanOf } from './cursor';

test('spanOf_eitherOrder_isTheSameSpan', () => {
  expect(spanOf(5, 2)).toEqual({ from: 2, to: 5 });
  expect(spanOf(2, 5)).toEqual(spanOf(5, 2));
});

test('contains_endsAreInside', () => {
  const span = spanOf(2, 4);
  expect([1, 2, 3, 4, 5].map((step) => contains(span, step))).toEqual([false, true, true, true, false]);
  expect(contains(null, 0)).toBe(false);
});

test('moveCursor_growing_keepsTheAnchorAndMayTurnRound', () => {
  let cursor = moveCursor({ head: 3, anchor: null }, 1, 10, true);
  expect(cursorSpan(cursor)).toEqual({ from: 3, to: 4 });
  cursor = moveCursor(cursor, -2, 10, true);
  expect(cursorSpan(cursor)).toEqual({ from: 2, to: 3 });
});

test('moveCursor_withoutGrowing_dropsTheSpan', () => {
  expect(moveCursor({ head: 3, anchor: 1 }, 1, 10, false)).toEqual({ head: 4, anchor: null });
});

test('moveCursor_pastTheEnds_stops', () => {
  expect(moveCursor({ head: 9, anchor: null }, 5, 10, false).head).toBe(9);
  expect(moveCursor({ head: 0, anchor: null }, -5, 10, false).head).toBe(0);
});

test('clampCursor_shorterText_keepsWhatIsLeft', () => {
  expect(clampCursor({ head: 8, anchor: 2 }, 5)).toEqual({ head: 4, anchor: 2 });
  expect(clampCursor({ head: 8, anchor: 6 }, 5)).toEqual({ head: 4, anchor: null });
});
