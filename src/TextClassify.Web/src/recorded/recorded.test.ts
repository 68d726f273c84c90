import { expect, test } from 'vitest';
import type {
  DriftSignal, GlobalToken, LabelQueueResponse, PredictionEntry, QualityGroup, QueuedPrediction,
} from '../api/types';
import { wordChanges } from './compare';
import { contextOf } from './context';
import { mostChanged, slotsOf, withGaps } from './overview';
import { askedFor, labelOfKey, withNext } from './queue';

const group = (name: string, predictions: number): QualityGroup => ({ group: name, predictions, labelled: 0 });
const token = (text: string, support: number, mean: number, half: number | null = 0.1): GlobalToken => ({
  text, label: 'negative', support, sum: support * mean, mean,
  lower: half === null ? null : mean - half, upper: half === null ? null : mean + half,
});

test('slotsOf_labelsBeyondThoseShown_areInTheTotal', () =>
  expect(slotsOf([group('2027-01-01', 5), group('2027-01-02', 3)], [[4, 0, 1], [0, 3, 0]], [1, 0])).toMatchObject([
    { time: '2027-01-01', total: 5, counts: [0, 4] }, { time: '2027-01-02', total: 3, counts: [3, 0] },
  ]));

test('withGaps_dayWithoutPredictions_isThereAndEmpty', () => {
  const slots = slotsOf([group('2027-01-30', 5), group('2027-02-02', 3)], [[5], [0]], [0]);
  expect(withGaps(slots, 'day').map(({ time, total, counts }) => [time, total, counts])).toEqual([
    ['2027-01-30', 5, [5]], ['2027-01-31', 0, [0]], ['2027-02-01', 0, [0]], ['2027-02-02', 3, [0]]]);
  const hours = slotsOf([group('2027-01-30T23:00:00Z', 5), group('2027-01-31T01:00:00Z', 3)], [], []);
  expect(withGaps(hours, 'hour').map(({ time }) => time)).toEqual(['2027-01-30T23:00:00Z', '2027-01-31T00:00:00Z', '2027-01-31T01:00:00Z']);
});

test('withGaps_years_keepsTheDaysThatThereAre', () => {
  const slots = slotsOf([group('2020-01-01', 5), group('2027-01-01', 3)], [], []);
  expect(withGaps(slots, 'day')).toHaveLength(2);
  expect(withGaps([], 'day')).toEqual([]);
});

test.each([
  ['week', ['2026-12-28', '2027-01-11'], ['2026-12-28', '2027-01-04', '2027-01-11']],
  ['month', ['2026-11', '2027-01'], ['2026-11', '2026-12', '2027-01']],
])('withGaps_%s_isThereAndEmpty', (unit, known, all) =>
  expect(withGaps(slotsOf(known.map((name) => group(name, 1)), [], []), unit).map(({ time }) => time)).toEqual(all));

test('mostChanged_isTheLargestDifference', () => {
  const bins = [['a', 0.5, 0.4], ['b', 0.1, 0.4], ['c', 0.4, 0.2]].map(([bin, reference, window]) => ({ bin, reference, window }));
  expect(mostChanged({ bins } as unknown as DriftSignal)?.bin).toBe('b');
});

test('wordChanges_perText_countFrequencyAndStrength', () => {
  const changes = wordChanges([token('delay', 50, 1), token('bad', 10, 2)], [token('bad', 10, 2), token('fine', 5, -1)], [100, 100], 9);
  expect(changes.map(({ word, here, there }) => [word, here, there])).toEqual([['delay', 0.5, 0], ['fine', 0, -0.05], ['bad', 0.2, 0.2]]);
  expect(changes[0]).toMatchObject({ means: [1, null], supports: [50, 0], apart: false });
});

test.each([[2, 1, 0.4, true], [2, 1, 0.6, false], [1, 2, 0.4, true]])('wordChanges_means%d%dHalf%d_apart%s', (a, b, half, apart) =>
  expect(wordChanges([token('bad', 9, a, half)], [token('bad', 9, b, half)], [9, 9], 1)[0]?.apart).toBe(apart));

test('wordChanges_withoutAnInterval_areNeverSure', () =>
  expect(wordChanges([token('bad', 1, 2, null)], [token('bad', 9, 1)], [9, 9], 1)[0]?.apart).toBe(false));

test('contextOf_firstPlace_hasWordsOnEitherSide', () => {
  const evidence = ['a', 'fine', 'film', 'a', 'fine', 'end'].map((text) => ({ text, score: 0 }));
  const found = contextOf({ evidence } as PredictionEntry, 'film', 1);
  expect([found?.before, found?.at, found?.after]).toEqual([[evidence[1]], evidence[2], [evidence[3]]]);
  expect(contextOf({ evidence } as PredictionEntry, 'dull', 1)).toBeNull();
  expect(contextOf({} as PredictionEntry, 'dull', 1)).toBeNull();
});

const queued = (item: number) =>
  ({ selectionProbability: 0.5, prediction: { predictionId: 'a', item } }) as unknown as QueuedPrediction;

test('withNext_skippedOnesComeAgain_areThereOnceAndInOrder', () => {
  const answer = { queue: [queued(3), queued(1), queued(2)] } as unknown as LabelQueueResponse;
  expect(withNext([queued(7), queued(3)], answer).map(({ prediction }) => prediction.item)).toEqual([7, 3, 1, 2]);
});

test.each([[0, 10], [5, 15], [500, 200]])('askedFor_%iOpen_is%i', (open, asked) => expect(askedFor(open)).toBe(asked));

test.each([['1', 3, 0], ['3', 3, 2], ['4', 3, -1], ['0', 3, -1], ['a', 3, -1]])('labelOfKey_%s_of%i', (key, count, label) =>
  expect(labelOfKey(key, count)).toBe(label));
