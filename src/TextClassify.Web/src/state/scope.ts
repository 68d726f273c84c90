import { signal } from '@preact/signals';
import type { Kept, RowKey } from '../batch/rowView';

/** The page's views: one text, many texts of a file, and what the service recorded. */
export const pageViews = ['text', 'texts', 'overview', 'words', 'compare', 'labels'] as const;
export type PageView = (typeof pageViews)[number];

/** What is selected of many texts. All views share it: a label or a word chosen in one is chosen in the others. */
export interface Scope {
  readonly view: PageView;
  readonly label: string | null;
  readonly word: string | null;
  /** Rows of the file whose column has this value; a column without a value compares all of its values. */
  readonly column: string | null;
  readonly value: string | null;
  /** Of recorded predictions: the group they were sent in, and days, `to` not counted. */
  readonly cohort: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly version: string | null;
  /** What a comparison holds the selection against: `cohort:` or `version:` and its name, or `before`, as many days before. */
  readonly other: string | null;
  /** A change of labels between the versions compared: the label before, `>` and the label after. */
  readonly flip: string | null;
  /** Rows of the file's table. */
  readonly kept: Kept;
  readonly truth: string | null;
  readonly find: string;
  readonly sort: RowKey;
  readonly down: boolean;
}

export const emptyScope: Scope = {
  view: 'text', label: null, word: null, column: null, value: null, cohort: null, from: null, to: null, version: null, other: null,
  flip: null,  kept: 'all', truth: null, find: '', sort: 'row', down: false,
};

export const scope = signal<Scope>(emptyScope);

/** Selects; what is not named stays. */
export function changeScope(change: Partial<Scope>): void {
  scope.value = { ...scope.value, ...change };
}
