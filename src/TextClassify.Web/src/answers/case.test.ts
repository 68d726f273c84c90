import { expect, test } from 'vitest';
import type { ClassifyResponse } from '../api/types';
import { heard, toCase } from './case';

const answer = {
  model: { name: 'case', version: '1' },
  results: [{
    label: 'space', score: 0.9, scores: [{ label: 'space', score: 0.9 }, { label: 'med', score: 0.1 }],
    evidence: { target: 'space', logit: 2, bias: 0.5, tokens: [] },
    sources: [
      { name: 'subject', status: 'ok', tokenCount: 2, share: 1.5, alone: { label: 'space', score: 0.7 }, tokens: [] },
      { name: 'own', status: 'silenced', tokenCount: 3, alone: { label: 'med', score: 0.6 } },
      { name: 'quoted', status: 'lost', tokenCount: 0 },
    ],
    communication: { rounds: 2, messages: 0, bytes: 0, influence: [] },
    ablation: { withoutCommunication: { label: 'space', score: 0.9, logit: 2 } },
  }],
  timing: { queueMs: 0, computeMs: 0 },
} as unknown as ClassifyResponse;

test('toCase_silencedAndLost_haveNoShareAndTheirTexts', () => {
  const shown = toCase({ subject: 'a shuttle', own: 'see a doctor' }, answer);
  expect(shown?.sources.map((source) => source.share)).toEqual([1.5, null, null]);
  expect(shown?.sources.map((source) => source.text)).toEqual(['a shuttle', 'see a doctor', '']);
  expect(shown?.sources.map((source) => source.alone?.label ?? null)).toEqual(['space', 'med', null]);
  expect(shown && heard(shown).map((source) => source.name)).toEqual(['subject']);
  expect(shown?.without).toEqual([]);
});

test('toCase_answerWithoutSources_isNone', () =>
  expect(toCase({}, { ...answer, results: [{ label: 'space', score: 0.9 }] } as unknown as ClassifyResponse)).toBeNull());
