import { batch, computed, signal } from '@preact/signals';
import { guessLabelColumn, guessTextColumn, labelOf, readLabels } from '../../files/columns';
import { readTable, readText, type ReadChoices } from '../../files/read';
import { isUnreadable } from '../../files/table';
import { labels } from '../models';
import { changeScope, emptyScope } from '../scope';

/** What was dropped, chosen or pasted; the page keeps it in its memory, and a reload forgets it. */
export interface Given {
  readonly name: string;
  readonly content: Uint8Array | string;
  /** Why it was not even opened; absent where it was. */
  readonly refused?: string;
}

export const given = signal<Given | null>(null);
/** What a person said of the file: how it is read, and which columns hold texts and labels; null is the page's guess, -1 is none. */
export const readChoices = signal<ReadChoices>({});
export const textChoice = signal<number | null>(null);
export const labelChoice = signal<number | null>(null);
/** The page of the table that is shown; it stays while a text of it is looked at. */
export const tablePage = signal(0);

const read = computed(() => {
  const file = given.value;
  return file === null ? null
    : file.refused !== undefined ? { refused: file.refused }
    : typeof file.content === 'string' ? readText(file.name, file.content, readChoices.value)
    : readTable(file.name, file.content, readChoices.value);
});

/** The file as a table; null without one, or where it can't be read. */
export const table = computed(() => (read.value && !isUnreadable(read.value) ? read.value : null));
/** Why the file can't be read; empty where it can. */
export const unreadable = computed(() => (read.value && isUnreadable(read.value) ? read.value.refused : ''));

export const textColumn = computed(() => {
  const known = table.value;
  const chosen = textChoice.value;
  return known ? (chosen !== null && chosen < known.columns.length ? chosen : guessTextColumn(known)) : -1;
});

export const labelColumn = computed(() => {
  const known = table.value;
  const chosen = labelChoice.value;
  return known
    ? (chosen !== null && chosen < known.columns.length ? chosen : guessLabelColumn(known, textColumn.value, labels.value))
    : -1;
});

export const labelReading = computed(() =>
  table.value && labelColumn.value >= 0 ? readLabels(table.value, labelColumn.value, labels.value) : null);

/** Each row's label by the file, as the label's place in the model's list; null where the file has none that the model has. */
export const truths = computed<readonly (number | null)[]>(() => {
  const [known, reading] = [table.value, labelReading.value];
  return known ? known.rows.map((row) => (reading ? labelOf(reading, row[labelColumn.value]) : null)) : [];
});

export function textOf(row: number): string {
  return table.value?.rows[row]?.[textColumn.value] ?? '';
}

/** Takes a file or a paste in place of the one before; what was selected of that is forgotten. */
export function take(file: Given): void {
  batch(() => {
    given.value = file;
    readChoices.value = {};
    textChoice.value = null;
    labelChoice.value = null;
    tablePage.value = 0;
    const { label, word, column, value, kept, truth, find, sort, down } = emptyScope;
    changeScope({ label, word, column, value, kept, truth, find, sort, down });
  });
}
