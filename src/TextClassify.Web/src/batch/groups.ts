import type { Table } from '../files/table';

/** How the values of a column make groups: each value one, or dates by their day or month. */
export interface Grouping {
  readonly column: number;
  readonly name: string;
  /** The group of a row. */
  readonly groupOf: (row: number) => string;
  /** The groups, with their rows: the largest first, dates in their order. */
  readonly groups: readonly (readonly [string, number])[];
}

const most = 40;
const date = /^\d{4}-\d{2}-\d{2}/;
const none = '(empty)';

/** The groups of a column; null where it has one value, or too many to compare. */
export function groupingOf(table: Table, column: number): Grouping | null {
  const cell = (row: number) => table.rows[row]?.[column]?.trim() || none;
  const dated = table.rows.every((_, row) => cell(row) === none || date.test(cell(row)));
  const cuts = dated ? [10, 7, 4] : [Infinity];
  for (const cut of cuts) {
    const groupOf = cut === Infinity ? cell : (row: number) => (cell(row) === none ? none : cell(row).slice(0, cut));
    const counts = countsOf(table.rows.length, groupOf);
    if (counts && counts.size > 1) {
      const groups = [...counts].sort((a, b) => (dated ? a[0].localeCompare(b[0]) : b[1] - a[1] || a[0].localeCompare(b[0])));
      return { column, name: table.columns[column] ?? '', groupOf, groups };
    }
  }
  return null;
}

function countsOf(rows: number, groupOf: (row: number) => string): Map<string, number> | null {
  const counts = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const group = groupOf(row);
    counts.set(group, (counts.get(group) ?? 0) + 1);
    if (counts.size > most) {
      return null;
    }
  }
  // A name or a number of its own for nearly every row says nothing of groups.
  return counts.size > Math.max(2, rows / 2) ? null : counts;
}
