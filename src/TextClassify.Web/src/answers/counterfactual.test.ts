import { expect, test } from 'vitest';
import { classToReach, partsOf, toCounterfactual } from './counterfactual';

test.each([
  [[0.8, 0.2], 0, 1],
  [[0.8, 0.2], 1, 1],
  [[0.1, 0.6, 0.3], 1, 2],
  [[0.1, 0.6, 0.3], 0, 0],
])('classToReach_%j_chosen%i_is%i', (scores, chosen, reached) => expect(classToReach(scores, chosen)).toBe(reached));

test('partsOf_deletionAndReplacement_keepTheOrder', () => {
  expect(partsOf('not a bad film', [{ start: 0, end: 4, after: '' }, { start: 6, end: 9, after: 'fine' }])).toEqual([
    { kind: 'out', text: 'not ' },
    { kind: 'kept', text: 'a ' },
    { kind: 'out', text: 'bad' },
    { kind: 'in', text: 'fine' },
    { kind: 'kept', text: ' film' },
  ]);
});

test('toCounterfactual_keptAndPutIn_areTheEditedText', () => {
  const scoresBefore = [{ label: 'positive', score: 0.76 }, { label: 'negative', score: 0.24 }];
  const edits = [{ token: 0, start: 0, end: 4, before: 'not ', after: '', editedStart: 0, editedEnd: 0 }];
  const result = { found: true, text: 'a bad film', label: 'negative', score: 0.99, edits, scoresBefore };
  const shown = toCounterfactual('not a bad film', 'negative', result);

  expect(shown.found?.parts.filter((part) => part.kind !== 'out').map((part) => part.text).join('')).toBe('a bad film');
  expect(shown.before?.label).toBe('positive');
});

test('toCounterfactual_noneFound_hasTheReason', () => {
  const reason = 'No edits within the limits reach the label.';
  const shown = toCounterfactual('a film', 'negative', { found: false, reason, scoresBefore: [] });
  expect(shown).toEqual({ wanted: 'negative', found: null, reason, before: null });
});
