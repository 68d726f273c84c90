import { expect, test } from 'vitest';
import { parseDelimited } from './delimited';
import { guessSeparator } from './separator';

const cells = (text: string, separator = ',') => parseDelimited(text, separator).rows.map((row) => row.cells);

test.each<[string, string[][]]>([
  ['a,b\nc,d', [['a', 'b'], ['c', 'd']]],
  ['a,b\r\nc,d\r\n', [['a', 'b'], ['c', 'd']]],
  ['a,b\rc,d', [['a', 'b'], ['c', 'd']]],
  ['"a,1","say ""so"""', [['a,1', 'say "so"']]],
  ['"two\nlines",b', [['two\nlines', 'b']]],
  ['a,,', [['a', '', '']]],
  ['a,b\n\n\nc,d', [['a', 'b'], ['c', 'd']]],
  ['5" long,b', [['5" long', 'b']]],
  ['"a" b,c', [['a b', 'c']]],
  ['"",b', [['', 'b']]],
  ['', []],
])('parseDelimited_%j', (text, rows) => expect(cells(text)).toEqual(rows));

test('parseDelimited_rowsAfterABreakInACell_keepTheirLines', () =>
  expect(parseDelimited('h\n"a\r\nb"\nc', ',').rows.map((row) => row.line)).toEqual([1, 2, 4]));

test('parseDelimited_quoteNeverClosed_saysWhereItOpens', () =>
  expect(parseDelimited('a,b\n1,"x\n2,y\n', ',')).toMatchObject({ unclosed: 2 }));

test('parseDelimited_most_stopsThere', () => expect(parseDelimited('a\nb\nc', ',', 2).rows).toHaveLength(2));

test.each([
  ['a,b\n1,2\n3,4', ','],
  ['a;b\n1,5;2\n3,1;4', ';'],
  ['a\tb\nx, y, z\tb\nx\tb', '\t'],
  ['a|b\n1|2', '|'],
  ['"a;1",b\n"c;2",d', ','],
  ['A fine film, indeed.\nDull.\nLong, slow, and dull.', null],
  ['one\ntwo', null],
])('guessSeparator_%j_is%j', (text, separator) => expect(guessSeparator(text)).toBe(separator));
