import { expect, test } from 'vitest';
import type { DriftResponse, QualityGroup } from '../api/types';
import { overviewSentence } from './overviewSentence';

const band = { value: 0.849, lower: 0.827, upper: 0.872 };
const all: QualityGroup = { predictions: 1000, labelled: 0, estimated: band };
const byLabel: QualityGroup[] = [
  { group: 'positive', predictions: 220, labelled: 0 }, { group: 'negative', predictions: 780, labelled: 0 },
];
const drift = (...alarms: string[]) => ({
  reference: 'package', signals: ['label', 'length'].map((signal) => ({ signal, alarm: alarms.includes(signal), q: 0.5 })),
}) as unknown as DriftResponse;

test('overviewSentence_withoutLabels_saysWhatTheEstimateIsBy', () =>
  expect(overviewSentence({ all, byLabel, drift: null, of: ' of the cohort shop' })).toBe(
    '1,000 texts were answered of the cohort shop: 78% negative, 22% positive. '
    + 'About 84.9% are right (82.7% to 87.2%), by the model’s own probabilities, since no text has a label.'));

test('overviewSentence_withLabels_prefersWhatTheySay', () =>
  expect(overviewSentence({ all: { ...all, labelled: 40, fused: band, measured: band }, byLabel, drift: null, of: '' }))
    .toContain('About 84.9% are right (82.7% to 87.2%), by 40 labels and the model’s own probabilities.'));

test.each<[string[], string]>([
  [[], 'Nothing differs from the texts the model was chosen on beyond chance.'],
  [['label', 'length'], 'Other than in the texts the model was chosen on: the labels, how long texts are.'],
])('overviewSentence_alarms%j', (alarms, words) =>
  expect(overviewSentence({ all, byLabel, drift: drift(...alarms), of: '' })).toContain(words));

test('overviewSentence_tooFewCallers_claimsNothing', () => {
  const untold = { ...drift(), signals: drift().signals.map((signal) => ({ ...signal, q: null })) };
  expect(overviewSentence({ all, byLabel, drift: untold, of: '' })).toContain('Too few callers asked to tell whether anything differs');
});

test('overviewSentence_nothingRecorded_saysSo', () =>
  expect(overviewSentence({ all: { predictions: 0, labelled: 0 }, byLabel: [], drift: null, of: ' from 2027-01-01 on' })).toBe(
    'Nothing is recorded from 2027-01-01 on.'));
