import { mostRows, type Table, type Unreadable } from './table';

const textColumn = 'text';

/** A table of a JSON list, or of a JSON value a line: an object's properties are its cells, and a string is a text. */
export function parseJson(text: string): Table | Unreadable {
  const body = text.replace(/^\uFEFF/, '');
  if (body.trimStart().startsWith('[')) {
    try {
      const list = JSON.parse(body) as unknown[];
      return tableOf(list.slice(0, mostRows).map((value, i) => ({ value, line: i + 1 })), 'Item', list.length);
    } catch {
      return { refused: 'The file begins like a JSON list and is none; check that its last bracket is there, or write one object a line.' };
    }
  }
  const values: { value: unknown; line: number }[] = [];
  let count = 0;
  for (const [i, line] of body.split('\n').entries()) {
    if (line.trim() === '' || ++count > mostRows) {
      continue;
    }
    try {
      values.push({ value: JSON.parse(line), line: i + 1 });
    } catch {
      return { refused: `Line ${i + 1} is no JSON; correct or delete it, and drop the file again.` };
    }
  }
  return tableOf(values, 'Line', count);
}

function tableOf(values: readonly { readonly value: unknown; readonly line: number }[], what: string, count: number): Table | Unreadable {
  const columns = new Map<string, number>();
  const rows: string[][] = [];
  for (const { value, line } of values) {
    const record = typeof value === 'string' ? { [textColumn]: value } : value;
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
      return { refused: `${what} ${line} is neither a text nor an object; write {"text": "..."} there.` };
    }
    const row: string[] = [];
    for (const [name, cell] of Object.entries(record)) {
      const at = columns.get(name) ?? columns.size;
      columns.set(name, at);
      row[at] = cellOf(cell);
    }
    rows.push(row);
  }
  const names = [...columns.keys()];
  return {
    columns: names,
    rows: rows.map((row) => names.map((_, at) => row[at] ?? '')),
    lines: values.map(({ line }) => line),
    form: 'json',
    named: true,
    notes: count > values.length ? [cutNote(count)] : [],
  };
}

function cellOf(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function cutNote(count: number): string {
  return `The file has ${count.toLocaleString('en')} rows; the first ${mostRows.toLocaleString('en')} are read.`;
}
