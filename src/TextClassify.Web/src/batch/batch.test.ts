import { expect, test } from 'vitest';
import { readText } from '../files/read';
import type { Table } from '../files/table';
import { groupingOf } from './groups';
import { linesOf } from './lines';
import { marginOf, toOutcome, type Answered, type Outcome } from './outcome';
import { secondsLeft, spokenTime } from './pace';
import { nextPortion } from './portions';
import { shownRows, type RowView } from './row';
import { confusionOf, strongest, tally } from './tally';
import { WordList } from './wordList';

const labels = ['negative', 'positive'];
const token = (text: string, score: number) => ({ index: 0, text, start: 0, end: 1, score, outOfVocabulary: false });

function answer(words: WordList, label: string, score: number, tokens: readonly (readonly [string, number])[], bias = 0.5): Answered {
  const other = labels.find((name) => name !== label)!;
  return toOutcome({
    index: 3, label, score, scores: [{ label, score }, { label: other, score: 1 - score }],
    evidence: { target: label, bias, logit: bias + tokens.reduce((sum, [, share]) => sum + share, 0),
      tokens: tokens.map(([text, share]) => token(text, share)) },
  } as never, labels, words, 'p') as Answered;
}

test('toOutcome_wordTwice_isOneWithBothShares', () => {
  const words = new WordList();
  const outcome = answer(words, 'negative', 0.75, [['Dull', 1], ['film', 0.25], ['dull', 0.5]]);
  expect([...outcome.words].map((word) => words.word(word))).toEqual(['dull', 'film']);
  expect([...outcome.shares]).toEqual([1.5, 0.25]);
  expect(outcome).toMatchObject({ label: 0, record: { id: 'p', item: 3 }, bias: 0.5, logit: 2.25 });
  expect([...outcome.scores]).toEqual([0.75, 0.25]);
  expect(marginOf(outcome)).toBe(0.5);
});

test('toOutcome_errorOrUnknownLabel_isRefused', () => {
  const words = new WordList();
  const refused = toOutcome({ error: { type: 'x', title: 't', detail: 'Too long.' } } as never, labels, words, null);
  expect(refused).toEqual({ refused: 'Too long.' });
  expect(toOutcome({ label: 'other' } as never, labels, words, null)).toEqual({ refused: 'The service gave no label.' });
});

test('tally_textsInParts_areCounted', () => {
  const line = (parts?: number) => toOutcome({ label: 'negative', score: 1, parts } as never, labels, new WordList(), null);
  expect(tally([line(), line(1), line(3)], [0, 1, 2], 2, 0).parted).toBe(1);
});

test('tally_sharesAndBias_addUpToTheLogits', () => {
  const words = new WordList();
  const outcomes: Outcome[] = [
    answer(words, 'negative', 0.9, [['dull', 2], ['film', -0.5]]),
    answer(words, 'negative', 0.8, [['dull', 1], ['plot', 0.25]]),
    answer(words, 'positive', 0.7, [['film', 0.5]]),
    { refused: 'x' },
  ];
  const sums = tally(outcomes, [0, 1, 2, 3, 4], 2, words.size);
  expect(sums).toMatchObject({ answered: 3, refused: 1, counts: [2, 1] });
  for (const weights of sums.weights) {
    expect(weights.sums.reduce((sum, share) => sum + share, weights.bias)).toBeCloseTo(weights.logit, 6);
  }
  const named = (found: ReturnType<typeof strongest>) => found.map(({ word, ...weight }) => ({ word: words.word(word), ...weight }));
  expect(named(strongest(sums.weights[0]!, 9))).toEqual([
    { word: 'dull', sum: 3, support: 2, mean: 1.5 }, { word: 'plot', sum: 0.25, support: 1, mean: 0.25 }]);
  expect(named(strongest(sums.weights[0]!, 9, { against: true }))).toEqual([{ word: 'film', sum: -0.5, support: 1, mean: -0.5 }]);
  expect(named(strongest(sums.weights[0]!, 9, { least: 2 }))).toHaveLength(1);
  expect(sums.weights[0]!.spokeFor).toBe(3.25);
});

test('confusionOf_countsTextsWithALabelAlone', () => {
  const words = new WordList();
  const outcomes = [answer(words, 'negative', 0.9, []), answer(words, 'positive', 0.9, []), answer(words, 'positive', 0.9, [])];
  expect(confusionOf(outcomes, [0, 0, null], [0, 1, 2], 2)).toEqual([[1, 1], [0, 0]]);
});

test('nextPortion_overAll_hasEachRowOnceAndKeepsToTheSize', () => {
  const texts = Array.from({ length: 40 }, (_, row) => 'x'.repeat(row));
  const rows = texts.map((_, row) => row);
  const seen: number[] = [];
  for (let at = 0; at < rows.length; ) {
    const portion = nextPortion(rows, at, (row) => texts[row]!, { rows: 7, characters: 120 });
    expect(portion.rows.length).toBeLessThanOrEqual(7);
    expect(portion.body.length <= 120 || portion.rows.length === 1).toBe(true);
    const sent = portion.body.split('\n').map((line) => (JSON.parse(line) as { text: string }).text);
    expect(sent).toEqual(portion.rows.map((row) => texts[row]));
    seen.push(...portion.rows);
    at += portion.rows.length;
  }
  expect(seen).toEqual(rows);
});

test('linesOf_cutAnywhere_areTheLines', async () => {
  const bytes = new TextEncoder().encode('{"a":"é"}\n\n{"b":1}\nlast');
  for (let cut = 0; cut <= bytes.length; cut++) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, cut));
        controller.enqueue(bytes.slice(cut));
        controller.close();
      },
    });
    const lines: string[] = [];
    for await (const line of linesOf(body)) {
      lines.push(line);
    }
    expect(lines).toEqual(['{"a":"é"}', '{"b":1}', 'last']);
  }
});

const table = (text: string) => readText('a.csv', text) as Table;

test('groupingOf_valuesOrDates_areGroups', () => {
  const shops = table('text,shop\na,north\nb,south\nc,north\nd,north\ne,\nf,north\n');
  expect(groupingOf(shops, 1)?.groups).toEqual([['north', 4], ['(empty)', 1], ['south', 1]]);
  const times = Array.from({ length: 90 }, (_, i) => `a,2026-0${1 + Math.floor(i / 30)}-${10 + (i % 20)} 10:00`);
  const days = table(`text,time\n${times.join('\n')}\n`);
  expect(groupingOf(days, 1)?.groups).toEqual([['2026-01', 30], ['2026-02', 30], ['2026-03', 30]]);
});

test.each(['text,id\na,1\nb,2\nc,3\nd,4\ne,5\nf,6\n', 'text,x\na,1\nb,1\n'])('groupingOf_%j_isNone', (text) =>
  expect(groupingOf(table(text), 1)).toBeNull());

test('shownRows_filtersAndOrders', () => {
  const words = new WordList();
  const outcomes: (Outcome | undefined)[] = [
    answer(words, 'negative', 0.9, [['dull', 1]]), answer(words, 'positive', 0.55, [['fine', 1]]),
    { refused: 'empty' }, answer(words, 'positive', 0.8, [['dull', 1], ['fine', 1]]), undefined,
  ];
  const texts = ['dull', 'Fine', '', 'dull fine', 'b'];
  const data = { outcomes, truths: [0, 0, 1, null, null], textOf: (row: number) => texts[row]! };
  const all: RowView = { kept: 'all', label: null, truth: null, word: null, find: '', key: 'row', down: false };
  const show = (view: Partial<RowView>) => shownRows(data, [0, 1, 2, 3, 4], { ...all, ...view });
  expect(show({})).toEqual([0, 1, 2, 3, 4]);
  expect(show({ kept: 'wrong' })).toEqual([1]);
  expect(show({ kept: 'right' })).toEqual([0]);
  expect(show({ kept: 'unsure' })).toEqual([1]);
  expect(show({ kept: 'refused' })).toEqual([2]);
  expect(show({ label: 1 })).toEqual([1, 3]);
  expect(show({ truth: 0 })).toEqual([0, 1]);
  expect(show({ word: words.find('DULL') })).toEqual([0, 3]);
  expect(show({ word: -1 })).toEqual([]);
  expect(show({ find: ' FINE ' })).toEqual([1, 3]);
  expect(show({ key: 'score' })).toEqual([1, 3, 0, 2, 4]);
  expect(show({ key: 'row', down: true })).toEqual([4, 3, 2, 1, 0]);
});

test.each([
  [0, 10, 5000, null], [1, 1000, 5000, null], [5, 10, 500, null], [5, 10, 2000, 2], [10, 10, 2000, 0],
])('secondsLeft_%i_%i_%i', (done, all, ms, left) =>
  expect(secondsLeft(done, all, ms)).toBe(left));

test.each([[1, 'a second'], [12.4, '12 seconds'], [150, '3 minutes'], [7200, '2.0 hours']])('spokenTime_%d', (seconds, words) =>
  expect(spokenTime(seconds)).toBe(words));
