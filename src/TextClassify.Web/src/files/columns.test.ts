import { expect, test } from 'vitest';
import { guessLabelColumn, guessTextColumn, labelOf, readLabels } from './columns';
import { readText } from './read';
import type { Table } from './table';

const table = (text: string) => readText('a.csv', text) as Table;
const sentiment = ['negative', 'positive'];

test.each([
  ['id,review,shop\n1,good,a very long name of a shop\n', 1],
  ['id,what\n1,a film that is fine\n', 1],
  ['text,body\n,a film\n', 1],
  ['text,b\n,\n', -1],
])('guessTextColumn_%j_is%i', (text, column) => expect(guessTextColumn(table(text))).toBe(column));

test.each([
  ['text,label\na,positive\nb,negative\n', 1],
  ['text,verdict\na,Positive\nb,NEGATIVE\n', 1],
  ['text,label\na,1\nb,0\n', 1],
  ['text,stars\na,1\nb,0\n', -1],
  ['text,label\na,good\nb,bad\n', -1],
  ['text,shop,sentiment\na,north,neutral\nb,south,positive\n', 2],
  ['text\npositive\n', -1],
])('guessLabelColumn_%j_is%i', (text, column) => expect(guessLabelColumn(table(text), 0, sentiment)).toBe(column));

test('readLabels_namesOfAnyCase_areLabelsAndOthersAreNamed', () => {
  const reading = readLabels(table('text,label\na, Positive\nb,neutral\nc,\nd,Neutral\n'), 1, sentiment);
  expect(reading).toMatchObject({ numbers: false, unknown: ['Neutral'] });
  expect([' positive', 'NEGATIVE', 'neutral', '', undefined].map((cell) => labelOf(reading, cell))).toEqual([1, 0, null, null, null]);
});

test('readLabels_numbers_arePlacesOfLabels', () => {
  const reading = readLabels(table('text,label\na,1\nb,0\n'), 1, sentiment);
  expect(reading.numbers).toBe(true);
  expect(labelOf(reading, '1')).toBe(1);
});

test('readLabels_numbersPastTheLabels_areUnknown', () =>
  expect(readLabels(table('text,label\na,1\nb,4\n'), 1, sentiment)).toMatchObject({ numbers: false, unknown: ['1', '4'] }));
