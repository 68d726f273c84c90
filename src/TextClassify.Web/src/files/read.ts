import { isColumnName } from './columns';
import { decodeBytes } from './decode';
import { parseDelimited, type Row } from './delimited';
import { cutNote, parseJson } from './json';
import { guessSeparator, type Separator } from './separator';
import { mostBytes, mostRows, type Form, type Table, type Unreadable } from './table';

/** What a person said of a file; the rest is guessed. */
export interface ReadChoices {
  readonly form?: Form;
  /** Whether the first row has the columns' names. */
  readonly named?: boolean;
}

/**
 * Reads a file of texts: CSV with any separator, TSV, NDJSON, a JSON list, or a text a line.
 * @param name Of the file; its ending is a hint.
 */
export function readTable(name: string, bytes: Uint8Array, choices: ReadChoices = {}): Table | Unreadable {
  const refusal = refusalOf(name, bytes.length);
  if (refusal) {
    return refusal;
  }
  const { text, encoding } = decodeBytes(bytes);
  if (text.includes('\0')) {
    return { refused: `${name} has bytes that no text has; save it as CSV in UTF-8, and drop that.` };
  }
  const read = readText(name, text, choices);
  return 'refused' in read || encoding !== 'Windows-1252' ? read : {
    ...read,
    notes: ['The file is not UTF-8, so its letters are read as Windows-1252; if they look wrong, save it as UTF-8.', ...read.notes],
  };
}

/** Why a file is not even opened; null where it is. */
export function refusalOf(name: string, size: number): Unreadable | null {
  if (size > mostBytes) {
    const megabytes = Math.round(size / 1e6);
    return {
      refused: `The file has ${megabytes} MB and the page reads up to ${mostBytes / 1e6}; cut it, or send it to the service as NDJSON.`,
    };
  }
  if (/\.(xlsx?|ods|zip|gz|parquet|pdf|docx?)$/i.test(name)) {
    return { refused: `${name} is no text file; save it as CSV, and drop that.` };
  }
  return null;
}

/** The same of a pasted text: cells of a spreadsheet come with tabs between them; other pastes are texts, one a line. */
export function readText(name: string, pasted: string, choices: ReadChoices = {}): Table | Unreadable {
  const text = pasted.replace(/^\uFEFF/, '');
  if (text.trim() === '') {
    return { refused: 'There is no text in it; drop a file with one text a row.' };
  }
  const form = choices.form ?? guessForm(name, text);
  if (form === 'json') {
    return parseJson(text);
  }
  if (form === 'lines') {
    return linesOf(text);
  }
  const { rows, unclosed } = parseDelimited(text, form);
  if (unclosed !== null && form === '\t') {
    // Many a TSV has no quotes but those of its texts.
    const plain = parseDelimited(text, form, Infinity, false).rows;
    return tableOf(plain, form, choices.named ?? isNamed(plain));
  }
  if (unclosed !== null) {
    return { refused: `The quote that opens in line ${unclosed} is never closed; close it, or double it if it belongs to the text.` };
  }
  return tableOf(rows, form, choices.named ?? isNamed(rows));
}

function guessForm(name: string, text: string): Form {
  const first = text.trimStart()[0];
  if (/\.(ndjson|jsonl|json)$/i.test(name) || first === '{' || (first === '[' && /^\s*\[\s*["{]/.test(text))) {
    return 'json';
  }
  const separator: Separator | null = guessSeparator(text);
  if (/\.tsv$/i.test(name)) {
    return '\t';
  }
  if (/\.csv$/i.test(name)) {
    return separator ?? ',';
  }
  // Commas are frequent in texts: only a tab, or names of columns that are known, make a table of what is not called one.
  const head = separator ? parseDelimited(text, separator, 1).rows[0]?.cells ?? [] : [];
  return separator === '\t' || (separator !== null && head.some(isColumnName)) ? separator : 'lines';
}

function linesOf(text: string): Table {
  const lines = text.split(/\r\n|\r|\n/).map((line, i) => ({ line: i + 1, cells: [line.trim()] })).filter(({ cells }) => cells[0] !== '');
  return tableOf(lines, 'lines', false);
}

/** Whether the first row has names: known ones, or short ones that differ, are no numbers, and are shorter than what is below them. */
function isNamed(rows: readonly Row[]): boolean {
  const [head, ...others] = rows;
  const names = head?.cells.map((cell) => cell.trim()) ?? [];
  if (names.some(isColumnName)) {
    return true;
  }
  const short = names.every((name) => name.length <= 40 && !/^-?[\d.,]*$/.test(name)) && new Set(names).size === names.length;
  const below = others.slice(0, 50);
  const longest = Math.max(0, ...names.map((_, at) => below.reduce((sum, row) => sum + (row.cells[at]?.length ?? 0), 0) / below.length));
  return short && below.length > 0 && longest > 2 * Math.max(...names.map((name) => name.length));
}

function tableOf(all: readonly Row[], form: Form, named: boolean): Table {
  const body = named ? all.slice(1) : all;
  const rows = body.slice(0, mostRows);
  const names = named ? all[0]?.cells ?? [] : [];
  const width = named ? names.length : Math.max(0, ...rows.slice(0, 1000).map((row) => row.cells.length));
  const columns = distinct(Array.from({ length: width }, (_, at) => names[at]?.trim() || (width === 1 ? 'text' : `column ${at + 1}`)));
  const misfits = rows.filter((row) => row.cells.length !== width);
  return {
    columns,
    rows: rows.map((row) => columns.map((_, at) => row.cells[at] ?? '')),
    lines: rows.map((row) => row.line),
    form,
    named,
    notes: [...(body.length > mostRows ? [cutNote(body.length)] : []), ...(misfits.length > 0 ? [misfitNote(misfits, width)] : [])],
  };
}

/** Names by which columns can be told apart: one that was there before gets the number of its column. */
function distinct(names: readonly string[]): string[] {
  return names.map((name, at) => (names.indexOf(name) === at ? name : `${name} ${at + 1}`));
}

function misfitNote(misfits: readonly Row[], width: number): string {
  const [first] = misfits;
  const rows = misfits.length === 1 ? 'One row has' : `${misfits.length.toLocaleString('en')} rows have`;
  return `${rows} another number of cells than ${width}, the first in line ${first?.line} (${first?.cells.length}); `
    + 'what is more is left out, what is missing is empty. Put quotes around cells with a separator in them.';
}
