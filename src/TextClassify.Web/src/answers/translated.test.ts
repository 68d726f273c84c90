import { expect, test } from 'vitest';
import type { TranslateResponse } from '../api/types';
import { attentionOn, placed, sureness, toTranslation } from './translated';

const response = {
  model: { name: 'tiny', version: '1' },
  results: [{
    source: 'CO.C', unknownSymbols: 1, sourceSymbols: ['C', 'O', '.', 'C'],
    candidates: [
      {
        text: 'CO', score: 0.5, valid: true, symbols: ['C', 'O'],
        attention: [[0.7, 0.1, 0.1, 0.1], [0.2, 0.6, 0.2, 0]], alignment: [0, 1],
      },
      { text: 'la casa', score: 0.25, symbols: ['la', 'casa'], attention: [[1, 0, 0, 0], [0, 0, 0, 1]], alignment: [0, 3] },
    ],
  }],
  timing: { queueMs: 0, computeMs: 1 },
} as unknown as TranslateResponse;

test('toTranslation_ofAnAnswer_keepsOrderAndWhatIsNotSaid', () => {
  const read = toTranslation(' OC.C', 3, response)!;
  expect([read.model, read.text, read.beam, read.source, read.unknown]).toEqual(['tiny/1', ' OC.C', 3, 'CO.C', 1]);
  expect(read.candidates.map(({ text, score, valid }) => [text, score, valid])).toEqual([['CO', 0.5, true], ['la casa', 0.25, null]]);
});

test.each([{ ...response, results: [] }, { ...response, results: [{ error: { type: 'x', detail: 'y' } }] }])(
  'toTranslation_withoutCandidates_isNone', (answer) => expect(toTranslation('C', 5, answer as unknown as TranslateResponse)).toBeNull());

test('placed_symbolsOfSeveralCharacters_beginWhereTheyStand', () => {
  expect(placed(['[nH]', 'c', '%12', 'Cl']).map(({ start }) => start)).toEqual([0, 4, 5, 8]);
});

test('attentionOn_aRow_isItsSharesAndOnNoRowTheMean', () => {
  const [first] = toTranslation('C', 5, response)!.candidates;
  expect(attentionOn(4, first!, 1)).toEqual([0.2, 0.6, 0.2, 0]);
  const mean = attentionOn(4, first!, null);
  expect(mean).toHaveLength(4);
  [0.45, 0.35, 0.15, 0.05].forEach((share, at) => expect(mean[at]).toBeCloseTo(share, 10));
});

test('attentionOn_nothingWritten_isZero', () => {
  expect(attentionOn(2, { text: '', score: 1, valid: null, symbols: [], attention: [], alignment: [] }, null)).toEqual([0, 0]);
});

test('sureness_ofEachSymbol_isTheShareOfItsAlignedOne', () => {
  expect(sureness(toTranslation('C', 5, response)!.candidates[0]!)).toEqual([0.7, 0.6]);
});
