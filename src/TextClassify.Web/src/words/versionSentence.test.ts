import { expect, test } from 'vitest';
import type { LabelFlip, TokenChange, VersionDiffResponse } from '../api/types';
import { plain } from './said';
import { versionSentence } from './versionSentence';

const band = (value: number) => ({ value, lower: value - 0.1, upper: value + 0.1 });
const flip = (texts: number, againstLabel: string, versionLabel: string) => ({ texts, againstLabel, versionLabel }) as LabelFlip;
const token = (text: string, q: number, version: number) => ({ text, label: 'negative', q, version: band(version) }) as TokenChange;
const diff = (more: Partial<VersionDiffResponse>): VersionDiffResponse => ({
  asOf: '', model: 'm', version: '2', against: '1', texts: 1200, versionTexts: 1300, againstTexts: 1200, agreement: band(0.8),
  labelled: 0, versionRight: 0, againstRight: 0, flips: [], ...more,
});

test('versionSentence_withFlipsAndLabels_saysHowManyAndWhoIsRight', () =>
  expect(plain(versionSentence(diff({
    flips: [flip(200, 'negative', 'positive'), flip(40, 'positive', 'neutral')], labelled: 10, versionRight: 7, againstRight: 2,
  })))).toBe('Of 1,200 texts that both answered, version 2 gives 240 (20.0%, 10.0% to 30.0%) another label than version 1: '
    + '200 from negative to positive, 40 from positive to neutral. Of the 10 with a label that was given, version 2 is right on 7 and '
    + 'version 1 on 2.'));

test('versionSentence_withoutFlips_saysSo', () =>
  expect(plain(versionSentence(diff({ texts: 1 })))).toBe(
    'Of the one text that both answered, version 2 gives each the label that version 1 gave.'));

test('versionSentence_signs_saysOnlyTheSureOnes', () => {
  const reasons = { texts: 9, alpha: 0.01, signs: [token('but', 0.001, 1), token('so', 0.5, -1)], ranks: [] };
  expect(plain(versionSentence(diff({ reasons })))).toContain('By version 2 *but* changed sides and now speaks for negative.');
  const unsure = { ...reasons, signs: [token('so', 0.5, -1)] };
  expect(plain(versionSentence(diff({ reasons: unsure })))).toContain('No word surely changed sides.');
});
