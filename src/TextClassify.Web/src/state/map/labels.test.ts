import { expect, test } from 'vitest';
import { autoLabels, defaultRules } from './labels';

const expected = [[0.5, 0.5], [0.5, 0.5], [0.1, 0.9], [0.2, 0.8]];
const none = { ...defaultRules, jump: 2, confidence: 2, classChange: false };

test('autoLabels_jump_isAShareOfTheLargest', () => {
  const labels = autoLabels({ ...none, jump: 0.5 }, 'forward', [0, 4, 5, 10], 10, expected);
  expect([...labels]).toEqual([[2, ['jump']], [3, ['jump']]]);
});

test('autoLabels_confidenceChange_countsEveryClass', () => {
  expect([...autoLabels({ ...none, confidence: 0.3 }, 'forward', [0, 0, 0, 0], 1, expected).keys()]).toEqual([2]);
});

test('autoLabels_classChange_ofTheFirstClassToTheSecond', () => {
  expect([...autoLabels({ ...none, classChange: true }, 'forward', [0, 0, 0, 0], 1, expected).keys()]).toEqual([2]);
});

test('autoLabels_before_labelsTheWordBefore', () => {
  expect([...autoLabels({ ...none, confidence: 0.3, place: 'before' }, 'forward', [0, 0, 0, 0], 1, expected).keys()]).toEqual([1]);
});

test('autoLabels_backward_comparesWithTheNextWord', () => {
  const labels = autoLabels({ ...none, confidence: 0.3, place: 'both' }, 'backward', [0, 0, 0, 0], 1, expected);
  expect([...labels.keys()].sort()).toEqual([1, 2]);
});
