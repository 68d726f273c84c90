import { expect, test } from 'vitest';
import type { Outcome } from '../batch/outcome';
import { tally } from '../batch/tally';
import { WordList } from '../batch/wordList';
import { manySentence, nounOf, rightSentence } from './manySentence';
import { plain } from './said';

const words = new WordList();

function given(label: number, shares: Readonly<Record<string, number>>, labels = 2): Outcome {
  return {
    label,
    scores: Float32Array.from({ length: labels }, (_, at) => (at === label ? 0.9 : 0.1)),
    words: Int32Array.from(Object.keys(shares), (word) => words.number(word)),
    shares: Float32Array.from(Object.values(shares)),
    bias: 0, logit: 0, parts: 1, record: null,
  };
}

function say(outcomes: readonly Outcome[], labels: readonly string[], explained = true, soFar = false): string {
  const sums = tally(outcomes, outcomes.map((_, row) => row), labels.length, words.size);
  return plain(manySentence({ tally: sums, labels, wordOf: (word) => words.word(word), noun: 'reviews', explained, soFar }));
}

const negative = given(0, { boring: 2.5, waste: 2, '.': 0.75, fine: -4 });
const positive = given(1, { fine: 1 });

test('manySentence_mostFrequentLabel_comesFirstWithItsWords', () =>
  expect(say([negative, negative, positive], ['negative', 'positive'])).toBe(
    'Of 3 reviews 67% are negative, mostly because of the words *boring* and *waste*; 33% positive, mostly because of the word *fine*.'));

test('manySentence_wordsAgainst_areNeverNamed', () =>
  expect(say([given(0, { fine: -1, dull: -2 })], ['negative', 'positive'])).toBe('Of 1 review 100% is negative.'));

test('manySentence_manyWords_areNoMajority', () => {
  const spread = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`word${at}`, 1 + at / 100]));
  expect(say([given(0, spread)], ['negative', 'positive'])).toContain(
    'above all because of the words *word19*, *word18*, *word17*, *word16* and *word15*.');
});

test('manySentence_stops_countAndAreNotNamed', () =>
  expect(say([given(0, { '.': 9, dull: 2, '!': 1, fine: -1 })], ['negative', 'positive'])).toBe(
    'Of 1 review 100% is negative, above all because of the words *dull* and *!*.'));

test('manySentence_rareLabel_isGivenNoWords', () =>
  expect(say([...Array.from({ length: 299 }, () => positive), negative], ['negative', 'positive'])).toBe(
    'Of 300 reviews over 99% are positive, mostly because of the word *fine*; under 1% negative.'));

test('manySentence_notAllRead_saysSo', () =>
  expect(say([positive], ['negative', 'positive'], false, true)).toBe('So far, of 1 review 100% is positive.'));

test('manySentence_withoutShares_saysTheLabelsAlone', () =>
  expect(say([negative, positive], ['negative', 'positive'], false)).toBe('Of 2 reviews 50% are negative; 50% positive.'));

test('manySentence_manyLabels_areSummedUp', () =>
  expect(say([0, 0, 0, 1, 1, 2, 3, 4].map((label) => given(label, {}, 5)), ['a', 'b', 'c', 'd', 'e'])).toBe(
    'Of 8 reviews 38% are a; 25% b; 13% c; the other 25% have 2 more labels.'));

test('manySentence_nothingAnswered_saysSo', () => expect(say([], ['a'])).toBe('No reviews have an answer.'));

test('manySentence_nearlyAll_isNotAll', () =>
  expect(say([...Array.from({ length: 299 }, () => positive), negative], ['negative', 'positive'], false)).toBe(
    'Of 300 reviews over 99% are positive; under 1% negative.'));

test.each<[number[][], string]>([
  [[[40, 10], [5, 45]], '85% of the file’s labels are met (85 of 100); the most frequent mistake is n read as p (10).'],
  [[[1, 0], [0, 1]], '100% of the file’s labels are met (2 of 2).'],
  [[[0, 0], [0, 0]], ''],
])('rightSentence_%j', (confusion, sentence) => expect(rightSentence(confusion, ['n', 'p'])).toBe(sentence));

test.each([['Review', 'reviews'], ['reviews', 'reviews'], ['review_text', 'reviews'], ['text', 'texts'], ['x', 'texts']])(
  'nounOf_%s_is%s', (column, noun) => expect(nounOf(column)).toBe(noun));
