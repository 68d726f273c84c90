import type { Table } from './table';

const textNames = new Set([
  'text', 'texts', 'review', 'reviews', 'sentence', 'comment', 'comments', 'content', 'body', 'message', 'tweet', 'question', 'document',
  'post', 'description', 'headline', 'review_text', 'text_body',
]);
const labelNames = new Set([
  'label', 'labels', 'class', 'category', 'sentiment', 'target', 'gold', 'truth', 'true_label', 'true class', 'y', 'polarity',
  'airline_sentiment',
]);

const looked = 200;

/** Whether a name is one that columns of texts or labels have. */
export function isColumnName(name: string): boolean {
  return textNames.has(keyOfCell(name)) || labelNames.has(keyOfCell(name));
}

/** The column of the texts: by its name, or else the one of the longest cells; -1 where no column has one. */
export function guessTextColumn(table: Table): number {
  const named = table.columns.findIndex((name, at) => textNames.has(keyOfCell(name)) && lengthOf(table, at) > 0);
  if (named >= 0) {
    return named;
  }
  const lengths = table.columns.map((_, at) => lengthOf(table, at));
  const longest = Math.max(0, ...lengths);
  return longest > 0 ? lengths.indexOf(longest) : -1;
}

/** Characters of a column's cells in the first rows, all together. */
function lengthOf(table: Table, column: number): number {
  return table.rows.slice(0, looked).reduce((sum, row) => sum + (row[column]?.trim().length ?? 0), 0);
}

/** The labels that a column's cells stand for. */
export interface LabelReading {
  /** A label's place by the cell as it is written, cut of blanks and in small letters. */
  readonly byCell: ReadonlyMap<string, number>;
  /** Whether the cells are numbers, which are taken for places in the model's list of labels. */
  readonly numbers: boolean;
  /** Cells that are no label of the model's, each once, as they are written. */
  readonly unknown: readonly string[];
}

/** Reads a column's cells as the model's labels: by name, whatever the case, or by number where all are places of labels. */
export function readLabels(table: Table, column: number, labels: readonly string[]): LabelReading {
  const byName = new Map(labels.map((label, at) => [keyOfCell(label), at]));
  const cells = new Map<string, string>();
  for (const row of table.rows) {
    const cell = row[column] ?? '';
    if (cell.trim() !== '') {
      cells.set(keyOfCell(cell), cell.trim());
    }
  }
  const isPlace = (key: string) => /^\d{1,4}$/.test(key) && Number(key) < labels.length && !byName.has(key);
  const numbers = cells.size > 0 && [...cells.keys()].every(isPlace);
  const byCell = numbers ? new Map([...cells.keys()].map((key) => [key, Number(key)])) : byName;
  return { byCell, numbers, unknown: [...cells].filter(([key]) => !byCell.has(key)).map(([, cell]) => cell) };
}

export function labelOf(reading: LabelReading, cell: string | undefined): number | null {
  return reading.byCell.get(keyOfCell(cell ?? '')) ?? null;
}

/**
 * The column of the labels: one that is called so and has the model's labels in most of its cells, or any whose cells nearly all are
 * labels; -1 where there is none. Numbers count only under such a name.
 */
export function guessLabelColumn(table: Table, text: number, labels: readonly string[]): number {
  const shares = table.columns.map((name, at) => {
    const called = labelNames.has(keyOfCell(name));
    const reading = at === text ? null : readLabels(table, at, labels);
    if (!reading || (reading.numbers && !called)) {
      return 0;
    }
    const rows = table.rows.slice(0, looked).filter((row) => (row[at] ?? '').trim() !== '');
    const share = rows.filter((row) => labelOf(reading, row[at]) !== null).length / Math.max(1, rows.length);
    return share >= (called ? 0.5 : 0.95) ? share + (called ? 1 : 0) : 0;
  });
  const best = Math.max(0, ...shares);
  return best > 0 ? shares.indexOf(best) : -1;
}

function keyOfCell(cell: string): string {
  return cell.trim().toLowerCase();
}
