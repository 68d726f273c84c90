/** The steps from `from` to `to`, both of them included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function spanOf(anchor: number, head: number): Span {
  return anchor <= head ? { from: anchor, to: head } : { from: head, to: anchor };
}

export function contains(span: Span | null, step: number): boolean {
  return span !== null && step >= span.from && step <= span.to;
}

export function clampStep(step: number, count: number): number {
  return Math.max(0, Math.min(count - 1, step));
}

/** A selection as a keyboard moves it: `head` is the step the cursor is on, `anchor` where the span began. */
export interface Cursor {
  readonly head: number;
  readonly anchor: number | null;
}

/** Moves by `by` steps; with `grow` the span from the anchor grows or shrinks, without it there is no span. */
export function moveCursor(cursor: Cursor, by: number, count: number, grow: boolean): Cursor {
  const head = clampStep(cursor.head + by, count);
  return { head, anchor: grow ? (cursor.anchor ?? cursor.head) : null };
}

export function cursorSpan(cursor: Cursor): Span | null {
  return cursor.anchor === null ? null : spanOf(cursor.anchor, cursor.head);
}

/** What is left of a selection when the text has `count` tokens. */
export function clampCursor(cursor: Cursor, count: number): Cursor {
  const { head, anchor } = cursor;
  return { head: clampStep(head, count), anchor: anchor === null || anchor >= count ? null : anchor };
}
