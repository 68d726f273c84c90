import { expect, test } from 'vitest';
import { headBytes, isRefused, readHeader, type Header } from './header';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (name: string, text: string) => readHeader(name, bytes(text)) as Header;

test.each<[string, string, string[], string, string, string]>([
  ['a.csv', 'body,team\nplease help,billing\nbroken,support\n', ['body', 'team'], 'body', 'team', 'text/csv'],
  [
    'a.csv', 'sep=;\r\nid;was;art\r\n1;"Es ist; kaputt";a\r\n2;Geld zurück bitte;b\r\n3;Noch etwas;a\r\n', ['id', 'was', 'art'], 'was',
    'art', 'text/csv',
  ],
  ['a.tsv', 'label\ttext\nx\ta, b\n', ['label', 'text'], 'text', 'label', 'text/tab-separated-values'],
  ['a.jsonl', '{"sentence":"a b","y":1}\n{"sentence":"c","y":0}\n', ['sentence', 'y'], 'sentence', 'y', 'application/jsonl'],
])('readHeader_%s_%s', (name, text, columns, textColumn, label, type) =>
  expect(read(name, text)).toEqual({ columns, text: textColumn, label, type }));

test('readHeader_cutWithinALetterAndAQuote_isReadAsUtf8', () => {
  const whole = bytes(`überschrift,label\n${'"ein Text, länger",a\n"noch einer",b\n'.repeat(3000)}`);
  const head = readHeader('a.csv', whole.subarray(0, headBytes)) as Header;
  expect(head.columns).toEqual(['überschrift', 'label']);
});

test.each([
  ['a.xlsx', 'PK'],
  ['a.csv', 'just one column\nof texts\n'],
  ['a.jsonl', '[1, 2]\n'],
])('readHeader_%s_isRefusedWithASentence', (name, text) => {
  const refused = readHeader(name, bytes(text));
  expect(isRefused(refused) && refused.refused.endsWith('.')).toBe(true);
});
