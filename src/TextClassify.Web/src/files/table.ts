/** A file of texts as a table of cells. */
export interface Table {
  readonly columns: readonly string[];
  /** A row's cells by column; a cell that a row lacks is empty. */
  readonly rows: readonly (readonly string[])[];
  /** The line of the file in which a row begins, from 1. */
  readonly lines: readonly number[];
  readonly form: Form;
  /** Whether the first row was taken for the columns' names. */
  readonly named: boolean;
  /** What the reader of the table should know, a sentence each: an encoding, rows that do not fit. */
  readonly notes: readonly string[];
}

/** How a file is read: the separator of a table, an object a line, or a text a line. */
export type Form = ',' | '\t' | ';' | '|' | 'json' | 'lines';

/** Why a file can't be read, in one sentence that says what to change. */
export interface Unreadable {
  readonly refused: string;
}

export const mostRows = 50_000;
export const mostBytes = 100_000_000;

export function isUnreadable(read: Table | Unreadable): read is Unreadable {
  return 'refused' in read;
}
