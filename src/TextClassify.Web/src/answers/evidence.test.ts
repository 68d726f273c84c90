import { expect, test } from 'vitest';
import { logitOf, waterfall } from './evidence';

test('waterfall_bars_runFromTheBiasToTheLogit', () => {
  expect(waterfall(0.5, [1, -2, 4])).toEqual({
    bias: 0.5,
    falls: [{ step: 0, from: 0.5, to: 1.5 }, { step: 1, from: 1.5, to: -0.5 }, { step: 2, from: -0.5, to: 3.5 }],
    logit: 3.5,
  });
});

test('logitOf_softmaxWithTemperature_isUndone', () => {
  const logits = [2, -1, 0.5];
  const scale = { temperature: 1.7, independent: false };
  const powers = logits.map((logit) => Math.exp(logit / scale.temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const scores = powers.map((power) => power / total);
  logits.forEach((logit, label) => expect(logitOf(label, 0, 2, scores, scale)).toBeCloseTo(logit, 10));
});

test('logitOf_independentLabels_isUndoneOfEachAlone', () => {
  const logits = [2, -1, 0.5];
  const scores = logits.map((logit) => 1 / (1 + Math.exp(-logit / 1.7)));
  const scale = { temperature: 1.7, independent: true };
  logits.forEach((logit, label) => expect(logitOf(label, 0, 2, scores, scale)).toBeCloseTo(logit, 10));
});
