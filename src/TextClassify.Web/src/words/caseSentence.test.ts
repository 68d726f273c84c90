import { expect, test } from 'vitest';
import type { Case, Source } from '../answers/case';
import { caseSentence } from './caseSentence';
import { plain } from './said';

const source = (name: string, share: number | null, status: Source['status'] = 'ok'): Source =>
  ({ name, text: '', status, tokenCount: 3, share, alone: { label: 'space', score: 0.5 }, tokens: [] });

const shown: Case = {
  model: 'case/1', label: 'space', score: 0.9, scores: [], bias: 0.1, logit: 2.3, messages: 12, bytes: 1152, influences: [],
  sources: [source('subject', 0.6), source('own', 2), source('quoted', -0.4)],
  withoutMessages: { label: 'space', score: 0.8, logit: 1.9 },
  without: [
    { source: 'subject', label: 'space', score: 0.85, logit: 2 },
    { source: 'own', label: 'med', score: 0.5, logit: -0.2 },
    { source: 'quoted', label: 'space', score: 0.95, logit: 2.7 },
  ],
};

test('caseSentence_oneSourceDecides_namesItAndWhatSpokeAgainst', () => expect(plain(caseSentence(shown))).toBe(
  'space, 90.0%, mostly because of *own*; *quoted* spoke against it. Without messages between the sources it would be the same, 80.0%. '
  + 'Without *own* it would be med, 50.0%. '));

test('caseSentence_messagesTurnIt_saysSo', () =>
  expect(plain(caseSentence({ ...shown, withoutMessages: { label: 'med', score: 0.6, logit: 0 }, without: [] })))
    .toContain('Without messages between the sources it would be med, 60.0%.'));

test('caseSentence_noSourceTurnsIt_staysWithoutAnyOne', () =>
  expect(plain(caseSentence({ ...shown, without: shown.without.filter((one) => one.source !== 'own') })))
    .toContain('It would stay so without any one of them.'));

test('caseSentence_oneIsHeard_saysNothingOfMessages', () => {
  const sources = [source('own', 2), source('subject', null, 'silenced'), source('x', null, 'lost')];
  const alone = { ...shown, messages: 0, without: [], sources };
  expect(plain(caseSentence(alone))).toBe('space, 90.0%, because of *own*. *subject* is silenced.');
});

test('caseSentence_allAgainst_saysThatNoneSpeaksForIt', () =>
  expect(plain(caseSentence({ ...shown, sources: [source('own', -1)], messages: 0, without: [] })))
    .toBe('space, 90.0%, though no source speaks for it; *own* spoke against it. '));
