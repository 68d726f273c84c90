/** Where a matrix of written symbols by read ones has its cells, in pixels. */
export interface MatrixPlan {
  /** Side of a cell. */
  readonly cell: number;
  /** Where the cells begin, right of the written symbols and under the read ones. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether the read symbols stand on their ends, since they are longer than a cell is wide. */
  readonly upright: boolean;
}

const letter = 7.3;
const gap = 7;
const smallest = 14;
const largest = 30;
const mostLetters = 14;

/** @param width What it would like to keep to; many symbols need more. */
export function planMatrix(rows: readonly string[], columns: readonly string[], width: number): MatrixPlan {
  const longest = (symbols: readonly string[]) => letter * Math.max(1, ...symbols.map((symbol) => clip(symbol).length));
  const left = Math.ceil(longest(rows)) + 2 * gap;
  const cell = Math.min(largest, Math.max(smallest, Math.floor((width - left - 1) / Math.max(1, columns.length))));
  const upright = longest(columns) > cell - 2;
  const top = upright ? Math.ceil(longest(columns)) + 2 * gap : cell;
  return { cell, left, top, upright, width: left + cell * columns.length + 1, height: top + cell * rows.length + 1 };
}

/** A symbol as it stands at an edge: a long one is cut, and an empty one, which the model does not know, is a question mark. */
export function clip(symbol: string): string {
  return symbol === '' ? '?' : symbol.length > mostLetters ? `${symbol.slice(0, mostLetters - 1)}…` : symbol;
}
