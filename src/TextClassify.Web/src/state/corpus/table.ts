import { computed, signal } from '@preact/signals';
import { text } from '../texts';
import { corpus, tableRows, type TableView } from './corpus';

export const tableView = signal<TableView>({ right: 'all', cell: null, key: 'row', down: false });

export const shownRows = computed(() => (corpus.value ? tableRows(corpus.value.texts, tableView.value) : []));

/** The row whose text is shown; null when the text was written. */
export const shownRow = computed(() => {
  const at = corpus.value?.texts.findIndex((entry) => entry.text === text.value) ?? -1;
  return at >= 0 ? at : null;
});

/** Sorts or filters the table another way; what is not named stays. */
export function changeTable(view: Partial<TableView>): void {
  tableView.value = { ...tableView.value, ...view };
}

export function showRow(row: number): void {
  const entry = corpus.value?.texts[row];
  if (entry) {
    text.value = entry.text;
  }
}

/** Shows the next or the previous text of the table as it is sorted and filtered. */
export function stepRow(by: number): void {
  const rows = shownRows.value;
  const at = shownRow.value === null ? -1 : rows.indexOf(shownRow.value);
  const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
  if (next !== undefined) {
    showRow(next);
  }
}
