import { isAnswered, marginOf, type Outcome } from './outcome';
import type { Kept, RowKey } from './rowView';

export interface RowView {
  readonly kept: Kept;
  readonly label: number | null;
  readonly truth: number | null;
  /** A word that the text must have, by number; -1 is one that no text has. */
  readonly word: number | null;
  /** Letters that the text must have, whatever their case. */
  readonly find: string;
  readonly key: RowKey;
  readonly down: boolean;
}

/** A label this little ahead of the second one is unsure. */
export const unsureMargin = 0.2;

export interface RowData {
  readonly outcomes: readonly (Outcome | undefined)[];
  readonly truths: readonly (number | null)[];
  readonly textOf: (row: number) => string;
}

/** The rows that a view keeps, in its order; equal rows keep the file's. */
export function shownRows(data: RowData, rows: readonly number[], view: RowView): number[] {
  const find = view.find.trim().toLowerCase();
  const kept = rows.filter((row) => fits(data, row, view) && (find === '' || data.textOf(row).toLowerCase().includes(find)));
  const sign = view.down ? -1 : 1;
  return view.key === 'row' && !view.down ? kept : kept.sort((a, b) => sign * compare(data, view.key, a, b) || a - b);
}

function fits({ outcomes, truths }: RowData, row: number, view: RowView): boolean {
  const outcome = outcomes[row];
  const truth = truths[row] ?? null;
  if (view.truth !== null && truth !== view.truth) {
    return false;
  }
  if (!isAnswered(outcome)) {
    return view.label === null && view.word === null && (view.kept === 'all' || (view.kept === 'refused' && outcome !== undefined));
  }
  const right = truth === outcome.label;
  return (view.label === null || view.label === outcome.label)
    && (view.word === null || outcome.words.includes(view.word))
    && (view.kept === 'all'
      || (view.kept === 'unsure' && marginOf(outcome) < unsureMargin)
      || (view.kept === 'right' && right)
      || (view.kept === 'wrong' && truth !== null && !right));
}

function compare({ outcomes, truths, textOf }: RowData, key: RowKey, a: number, b: number): number {
  const number = (row: number): number => {
    const outcome = outcomes[row];
    if (key === 'truth') {
      return truths[row] ?? Infinity;
    }
    return isAnswered(outcome) ? (key === 'label' ? outcome.label : outcome.scores[outcome.label] ?? 0) : Infinity;
  };
  if (key === 'row') {
    return a - b;
  }
  if (key === 'text') {
    return textOf(a).localeCompare(textOf(b), 'en');
  }
  const [left, right] = [number(a), number(b)];
  return left === right ? 0 : left - right;
}
