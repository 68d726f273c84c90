import { guessTextColumn } from './columns';
import { decodeBytes } from './decode';
import { parseDelimited } from './delimited';
import { guessSeparator } from './separator';
import { isUnreadable, type Table, type Unreadable } from './table';

/** What is known of a file of labelled rows from its beginning. */
export interface Header {
  /** Names of the columns, or properties of the first object. */
  readonly columns: readonly string[];
  /** The likeliest columns of texts and of labels. */
  readonly text: string;
  readonly label: string;
  /** Its media type. */
  readonly type: 'text/csv' | 'text/tab-separated-values' | 'application/jsonl';
}

/** Bytes of a file's beginning that are enough for its header. */
export const headBytes = 65_536;

const looked = 60;
const labelName = /label|class|categor|sentiment|target|intent|topic|team|tag|polarity|^y$/i;

/** Reads the header from a file's first bytes; the service reads the rest, and says what is wrong with it. */
export function readHeader(name: string, head: Uint8Array): Header | Unreadable {
  if (/\.(xlsx?|ods|zip|gz|parquet|pdf|docx?)$/i.test(name)) {
    return { refused: `${name} is no text file; unpack it, or save it as CSV, and drop that.` };
  }
  const text = decodeBytes(wholeLines(head)).text.replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/i, '');
  if (/\.(jsonl|ndjson|json)$/i.test(name) || /^\s*[[{]/.test(text)) {
    return ofObjects(text);
  }
  const separator = /\.tsv$/i.test(name) ? '\t' : guessSeparator(text);
  const rows = parseDelimited(text, separator ?? ',', looked).rows.map((row) => row.cells);
  const columns = (rows[0] ?? []).map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (columns.length < 2) {
    return { refused: `${name} has fewer than two columns in its first line; give it a header, a column of texts and one of labels.` };
  }
  return headerOf(columns, rows.slice(1), /\.tsv$/i.test(name) ? 'text/tab-separated-values' : 'text/csv');
}

export function isRefused(read: Header | Unreadable): read is Unreadable {
  return isUnreadable(read as Table | Unreadable);
}

function ofObjects(text: string): Header | Unreadable {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  try {
    const record = JSON.parse(first) as unknown;
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
      return headerOf(Object.keys(record), [Object.values(record).map(String)], 'application/jsonl');
    }
  } catch {
    // Said below.
  }
  return { refused: 'The first line is no JSON object; write one a line, such as {"text": "...", "label": "..."}.' };
}

function headerOf(columns: readonly string[], rows: readonly (readonly string[])[], type: Header['type']): Header {
  const text = guessTextColumn({ columns, rows, lines: [], form: ',', named: true, notes: [] });
  const others = columns.filter((_, at) => at !== text);
  return { columns, text: columns[text] ?? columns[0] ?? '', label: labelColumn(columns, rows, others), type };
}

/** By its name, else the one with the fewest different cells, two or more. */
function labelColumn(columns: readonly string[], rows: readonly (readonly string[])[], others: readonly string[]): string {
  const kinds = (name: string) => new Set(rows.map((row) => row[columns.indexOf(name)]?.trim() ?? '')).size;
  return others.find((name) => labelName.test(name))
    ?? [...others].filter((name) => kinds(name) > 1).sort((a, b) => kinds(a) - kinds(b))[0]
    ?? others[0] ?? '';
}

/** A line that is cut off may end within a letter. */
function wholeLines(head: Uint8Array): Uint8Array {
  const end = head.lastIndexOf(0x0a);
  return head.length < headBytes || end < 0 ? head : head.subarray(0, end + (head[0] === 0xff ? 2 : 1));
}
