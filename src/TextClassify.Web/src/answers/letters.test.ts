import { expect, test } from 'vitest';
import type { ExplainResponse, HiddenStatesResponse, ScoreResponse } from '../api/types';
import { mostLetters, moveOf, readPart, strongest, targetAt, toLetters, toMoves } from './letters';

const model = { name: 'language', version: '1', sha256: '' };
const scored = {
  model,
  results: [{ bitsPerCharacter: 2, unknownCharacters: 1, ood: { percentile: 40 }, surprisal: [1, 2, 3], offsets: [0, 1, 3] }],
} as unknown as ScoreResponse;
const followed = {
  model,
  labels: [],
  results: [{
    tokens: [
      { index: 0, text: 'a', start: 0, end: 1, outOfVocabulary: false },
      { index: 1, text: '😀', start: 1, end: 3, outOfVocabulary: true },
      { index: 2, text: 'b', start: 3, end: 4, outOfVocabulary: false },
    ],
    states: { forward: { width: 2, distance: [0, 1, 2] } },
    zones: { count: 2, width: 1, norms: [[1, 2], [3, 4], [5, 6]] },
  }],
} as unknown as HiddenStatesResponse;
const read = toLetters('a😀b', scored, followed)!;

function answer(output: string, scores: readonly (readonly [number, number])[]): ExplainResponse {
  return {
    model,
    method: { name: 'leave_one_out', parameters: { output } },
    results: [{
      target: { label: 'b', index: 3 },
      prediction: { label: 'c', score: 0.5 },
      tokens: scores.map(([start, score], index) => ({ index, text: '', start, end: start + 1, score, outOfVocabulary: false })),
      certificate: { sum: Math.LN2 },
      cost: { modelCalls: 3, milliseconds: 1 },
    }],
  } as unknown as ExplainResponse;
}

test('toLetters_characterOfTwoCodeUnits_isOneLetter', () => {
  expect(read.letters.map(({ text, start, end }) => [text, start, end])).toEqual([['a', 0, 1], ['😀', 1, 3], ['b', 3, 4]]);
  expect([read.bitsPerCharacter, read.percentile, read.unknown, read.zoneCount]).toEqual([2, 40, 1, 2]);
});

test('toLetters_failedItem_isNull', () => {
  const failed = { model, results: [{}] } as unknown as ScoreResponse;
  expect(toLetters('', failed, followed)).toBeNull();
});

test('targetAt_known_unknown_andTheEnd', () => expect([0, 1, 3].map((at) => targetAt(read, at))).toEqual(['a', '<unk>', null]));

test('toMoves_logProbability_isInBits', () => {
  const moves = toMoves(read, 2, true, answer('log_probability', [[0, Math.LN2], [1, -2 * Math.LN2]]))!;
  expect(moves.explanation.scores).toEqual([1, -2]);
  expect([moves.unit, moves.explanation.largest, moves.explanation.sum]).toEqual(['bits', 2, 1]);
});

test('toMoves_otherOutput_isAsTheServiceGaveIt', () => {
  const moves = toMoves(read, 2, true, answer('logit', [[0, 0.5], [1, 0.25]]))!;
  expect([moves.unit, ...moves.explanation.scores]).toEqual(['', 0.5, 0.25]);
});

test('toMoves_sizesWithoutASign_areNotBits', () => {
  const moves = toMoves(read, 2, false, answer('log_probability', [[0, 0.5], [1, 0.25]]))!;
  expect([moves.unit, ...moves.explanation.scores]).toEqual(['', 0.5, 0.25]);
});

test('moveOf_window_scoresOnlyItsCharacters', () => {
  const moves = toMoves(read, 2, true, answer('logit', [[1, 0.25]]))!;
  expect(moves.from).toBe(1);
  expect([0, 1, 2, 3].map((at) => moveOf(moves, at))).toEqual([null, 0.25, null, null]);
  expect(moveOf(null, 0)).toBeNull();
});

test('strongest_isBySize_andLeavesOutNothing', () => {
  const moves = toMoves(read, 3, true, answer('logit', [[0, 0.5], [1, -2], [3, 0]]))!;
  expect(strongest(moves, 5)).toEqual([{ at: 1, score: -2 }, { at: 0, score: 0.5 }]);
  expect(strongest(moves, 1)).toHaveLength(1);
});

test('readPart_longText_cutsNoCharacterInTwo', () => {
  expect(readPart('x'.repeat(mostLetters))).toHaveLength(mostLetters);
  expect(readPart(`${'x'.repeat(mostLetters - 1)}😀`)).toBe('x'.repeat(mostLetters - 1));
  expect(readPart('x'.repeat(mostLetters + 5))).toHaveLength(mostLetters);
});
