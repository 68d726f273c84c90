import { expect, test } from 'vitest';
import type { Candidate, Translation } from '../answers/translated';
import { plain } from './said';
import { chance, rowSentence, translationSentence } from './translationSentence';

const candidate = (text: string, score: number, valid: boolean | null): Candidate =>
  ({ text, score, valid, symbols: [...text], attention: [[0.06, 0.62, 0.02, 0.3]], alignment: [1] });

const answer = (candidates: readonly Candidate[], unknown = 0): Translation =>
  ({ model: 'tiny/1', text: 'OC.N', beam: 5, source: 'CO.N', symbols: ['C', 'O', '.', 'N'], unknown, candidates });

test.each([
  [[candidate('CN', 0.62, true), candidate('C(', 0.2, false)], 0, 'Read as *CO.N*; the likeliest product is *CN*, 62.0%; valid.'],
  [[candidate('C(', 0.62, false)], 0, 'Read as *CO.N*; the likeliest product is *C(*, 62.0%; not valid SMILES.'],
  [
    [candidate('C(', 0.5, false), candidate('C)', 0.2, false)], 1,
    'Read as *CO.N* (one symbol of it unknown to the model); the likeliest product is *C(*, 50.0%; not valid SMILES, and no other '
    + 'candidate is.',
  ],
  [
    [candidate('C(', 0.5, false), candidate('C)', 0.2, false), candidate('CN', 0.00001, true)], 2,
    'Read as *CO.N* (2 symbols of it unknown to the model); the likeliest product is *C(*, 50.0%; not valid SMILES. '
    + 'The likeliest that is comes as number 3: *CN*, under 0.1%.',
  ],
  [[candidate('la casa', 0.9999, null)], 0, 'Read as *CO.N*; the likeliest translation is *la casa*, over 99.9%.'],
  [[candidate('', 0.4, null)], 0, 'Read as *CO.N*; the likeliest translation is *(nothing)*, 40.0%.'],
  [[], 0, 'Read as *CO.N*; the model found nothing to write.'],
])('translationSentence_%#_saysWhatIsSo', (candidates, unknown, said) =>
  expect(plain(translationSentence(answer(candidates, unknown)))).toBe(said));

test.each([[0, 'under 0.1%'], [0.0004, 'under 0.1%'], [0.0006, '0.1%'], [0.9994, '99.9%'], [0.9996, 'over 99.9%'], [1, '100.0%']])(
  'chance_%f_is_%s', (probability, words) => expect(chance(probability)).toBe(words));

test('rowSentence_ofASymbol_namesTheAlignedOneAndOthersOfWeight', () => {
  const one = candidate('N', 0.5, true);
  expect(rowSentence(answer([one]), one, 0))
    .toBe('N, symbol 1 of 1, looked most at O (symbol 2) 62.0%, N (symbol 4) 30.0%, C (symbol 1) 6.0%');
});
