import { expect, test } from 'vitest';
import { readTable, readText, refusalOf, type ReadChoices } from './read';
import { isUnreadable, mostRows, type Table } from './table';

const bytes = (text: string) => new TextEncoder().encode(text);

function read(name: string, text: string, choices?: ReadChoices): Table {
  const table = readTable(name, bytes(text), choices);
  if (isUnreadable(table)) {
    throw new Error(table.refused);
  }
  return table;
}

function refusal(name: string, text: string): string {
  const table = readTable(name, bytes(text));
  return isUnreadable(table) ? table.refused : 'It was read.';
}

test.each<[string, string, Partial<Table>]>([
  ['a.csv', 'text,label\na film,positive\n', { columns: ['text', 'label'], rows: [['a film', 'positive']], lines: [2], form: ',' }],
  ['a.csv', '\uFEFFtext\n"a, b"\n', { columns: ['text'], rows: [['a, b']], named: true }],
  ['a.csv', 'id;review\n1;so, so\n2;good\n', { columns: ['id', 'review'], form: ';', rows: [['1', 'so, so'], ['2', 'good']] }],
  ['a.tsv', 'a fine film\t1\na dull film\t0\n', { columns: ['column 1', 'column 2'], named: false, form: '\t', lines: [1, 2] }],
  ['a.txt', 'A film, indeed.\n\n  Dull.\n', { columns: ['text'], form: 'lines', rows: [['A film, indeed.'], ['Dull.']], lines: [1, 3] }],
  ['a.ndjson', '{"text":"a","n":1}\n\n{"m":"x","text":"b"}', { columns: ['text', 'n', 'm'], rows: [['a', '1', ''], ['b', '', 'x']] }],
  ['a.jsonl', '"a"\n"b"', { columns: ['text'], rows: [['a'], ['b']], form: 'json' }],
  ['a.json', '[{"text":"a"},{"text":"b"}]', { columns: ['text'], rows: [['a'], ['b']], form: 'json' }],
  ['a.csv', 'shop,what was said\nnorth,a film that is much too long for what it says\n', { columns: ['shop', 'what was said'] }],
  ['a.tsv', 'text\tn\n"so\t1\n', { rows: [['"so', '1']] }],
])('readTable_%s_%j', (name, text, table) => expect(read(name, text)).toMatchObject(table));

test('refusalOf_largeFile_saysBothSizes', () => {
  expect(refusalOf('a.csv', 100_000_000)).toBeNull();
  expect(refusalOf('a.csv', 2_000_000_000)?.refused).toContain('has 2000 MB and the page reads up to 100');
});

test('readTable_columnsOfOneName_areToldApart', () =>
  expect(read('a.csv', 'text,note,note\na,b,c\n').columns).toEqual(['text', 'note', 'note 3']));

test('readText_pasteOfASpreadsheet_isATable', () =>
  expect(readText('', 'text\tlabel\na, b\tx\nc\ty')).toMatchObject({ columns: ['text', 'label'], rows: [['a, b', 'x'], ['c', 'y']] }));

test('readText_pasteOfTextsWithCommas_isATextALine', () =>
  expect(readText('', 'good, but long\nbad, but short')).toMatchObject({ form: 'lines', rows: [['good, but long'], ['bad, but short']] }));

test('readTable_chosenForm_winsOverTheGuess', () => {
  expect(read('a.csv', 'a,b\nc,d', { form: 'lines' }).rows).toEqual([['a,b'], ['c,d']]);
  expect(read('a.csv', 'text,b\nc,d', { named: false }).rows).toHaveLength(2);
});

test('readTable_windows1252_saysSo', () => {
  const table = readTable('a.csv', new Uint8Array([...bytes('text\ncaf'), 0xe9]));
  expect(table).toMatchObject({ rows: [['café']], notes: [expect.stringContaining('Windows-1252')] });
});

test('readTable_rowsThatDoNotFit_areCountedAndNamed', () =>
  expect(read('a.csv', 'text,label\na,b\nc\nd,e,f\n').notes).toEqual([
    '2 rows have another number of cells than 2, the first in line 3 (1); '
    + 'what is more is left out, what is missing is empty. Put quotes around cells with a separator in them.',
  ]));

test('readTable_tooManyRows_readsTheFirstAndSaysSo', () => {
  const table = read('a.txt', 'a\n'.repeat(mostRows + 5));
  expect(table.rows).toHaveLength(mostRows);
  expect(table.notes).toEqual(['The file has 50,005 rows; the first 50,000 are read.']);
});

test.each([
  ['a.csv', ' \n', 'There is no text in it'],
  ['a.csv', 'text,n\n"a,1\nb,2\n', 'The quote that opens in line 2 is never closed'],
  ['a.ndjson', '{"text":"a"}\n{"text":', 'Line 2 is no JSON'],
  ['a.ndjson', '{"text":"a"}\n3', 'Line 2 is neither a text nor an object'],
  ['a.json', '[{"text":"a"}', 'begins like a JSON list'],
  ['a.xlsx', 'PK', 'a.xlsx is no text file'],
  ['a.csv', 'a\0b', 'bytes that no text has'],
])('readTable_%s_%j_isRefusedWithAReason', (name, text, words) => expect(refusal(name, text)).toContain(words));
