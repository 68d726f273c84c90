import { computed, signal } from '@preact/signals';

/** A development text: the model was chosen by how it did on these. */
export interface CorpusText {
  readonly text: string;
  /** Its true class, and the one predicted. */
  readonly label: number;
  readonly prediction: number;
  readonly score: number;
}

export interface Corpus {
  /** How many texts the model was measured on; `texts` may hold fewer. */
  readonly rows: number;
  /** Numbers of texts by true class, then by predicted class. */
  readonly confusion: readonly (readonly number[])[];
  readonly texts: readonly CorpusText[];
}

export const corpus = signal<Corpus | null>(null);

/** Predicted class by row, to tell right from wrong on the map. */
export const corpusPredictions = computed(() => corpus.value?.texts.map((text) => text.prediction) ?? null);

export type Right = 'all' | 'right' | 'wrong';
export type SortKey = 'row' | 'label' | 'prediction' | 'score' | 'text';

export interface TableView {
  readonly right: Right;
  readonly cell: readonly [number, number] | null;
  readonly key: SortKey;
  readonly down: boolean;
}

/** Rows of the table in the order shown. */
export function tableRows(texts: readonly CorpusText[], view: TableView): number[] {
  const kept = texts
    .map((_, row) => row)
    .filter((row) => {
      const { label = 0, prediction = 0 } = texts[row] ?? {};
      const fits = view.right === 'all' || (view.right === 'right') === (label === prediction);
      return fits && (view.cell === null || (view.cell[0] === label && view.cell[1] === prediction));
    });
  const direction = view.down ? -1 : 1;
  return kept.sort((a, b) => direction * compare(texts, view.key, a, b) || a - b);
}

function compare(texts: readonly CorpusText[], key: SortKey, a: number, b: number): number {
  const [left, right] = [texts[a], texts[b]];
  if (key === 'row' || !left || !right) {
    return a - b;
  }
  return key === 'text' ? left.text.localeCompare(right.text, 'en') : left[key] - right[key];
}
