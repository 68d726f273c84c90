import { expect, test } from 'vitest';
import { plain } from './said';
import { textSentence, type TextReasons } from './textSentence';

function reasons(text: string, shares: readonly number[], more: Partial<TextReasons> = {}): TextReasons {
  const tokens = [...text.matchAll(/[\w']+|[^\w\s]/g)].map((found) => ({
    text: found[0], start: found.index, end: found.index + found[0].length,
  }));
  return { text, tokens, shares, bias: 0, label: 'negative', score: 0.93, given: 'negative', givenScore: 0.93, ...more };
}

const say = (...of: Parameters<typeof reasons>) => plain(textSentence(reasons(...of)));

test('textSentence_strongWords_areThePhrasesThatMadeIt', () =>
  expect(say('Wooden acting, a silly plot, yet I was moved.', [2, 0.1, 0, 0, 1, 1.2, 0, 0, 0, 0, -1, 0]))
    .toBe('negative, 93.0%, mostly because of *Wooden* and *plot*; *moved* spoke against it.'));

test('textSentence_chosenSideBySide_areOnePhrase', () =>
  expect(say('a silly plot it was', [0, 1, 1.2, 0.9, 0.8])).toBe('negative, 93.0%, mostly because of *silly plot*.'));

test('textSentence_strongestAreNotHalf_saysAboveAll', () =>
  expect(say('a . b . c . d . e', [1, 0.9, 1, 0.9, 1, 0.9, 1, 0.9, 1])).toBe(
    'negative, 93.0%, above all because of *a*, *b*, *c* and *d*.'));

test('textSentence_noWordForIt_saysSo', () =>
  expect(say('fine film', [-1, -0.2], { bias: 3 })).toBe('negative, 93.0%, though no word speaks for it; *fine* spoke against it.'));

test('textSentence_anotherLabelChosen_saysWhatSpeaksForThat', () =>
  expect(say('dull but moved', [-2, 0, 1], { label: 'positive', score: 0.07 })).toBe(
    'negative, 93.0%. What speaks for positive, 7.0%: mostly *moved*; *dull* spoke against it.'));

test('textSentence_sign_isNamedWhereItWeighsMost', () => expect(say('dull !', [1, 5])).toBe('negative, 93.0%, mostly because of *!*.'));

test('textSentence_anyShares_namesNoWordOnTheWrongSide', () => {
  let seed = 7;
  const next = () => ((seed = (seed * 48271) % 2147483647) / 2147483647) * 4 - 2;
  for (let round = 0; round < 500; round++) {
    const words = Array.from({ length: 1 + (round % 12) }, (_, at) => `w${at}x`);
    const shares = words.map(() => (round % 7 === 0 ? Math.min(0, next()) : next()));
    const said = say(words.join(' '), shares, { bias: next() });
    const [before = '', against = ''] = said.split(';');
    const named = (part: string) => [...part.matchAll(/w(\d+)x/g)].map((found) => shares[Number(found[1])]!);
    expect(named(before).every((share) => share > 0)).toBe(true);
    expect(named(against).every((share) => share < 0)).toBe(true);
    const forIt = shares.filter((share) => share > 0).reduce((sum, share) => sum + share, 0);
    const chosen = named(before).reduce((sum, share) => sum + share, 0);
    expect(said.includes('mostly')).toBe(chosen > forIt / 2);
    expect(named(before).includes(Math.max(...shares))).toBe(forIt > 0);
  }
});
