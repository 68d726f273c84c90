import { describe, expect, it } from 'vitest';
import type { HiddenStatesResponse } from '../api/types';
import { toAnalysis } from './analysis';

const tokens = ['good', 'film'].map((text, index) => ({
  index, text, start: index * 5, end: index * 5 + 4, outOfVocabulary: false,
}));

function answer(expectedPrediction: object): HiddenStatesResponse {
  return {
    model: { name: 'm', version: '1', sha256: '' },
    labels: ['bad', 'good'],
    results: [{ tokens, tokenCount: 2, truncated: false, expectedPrediction }],
  } as unknown as HiddenStatesResponse;
}

describe('toAnalysis', () => {
  it('takes the scores from the last cumulative reading', () => {
    const cumulative = [[0.5, 0.5], [0.2, 0.8]];
    expect(toAnalysis('good film', answer({ cumulative, prefix: [[1, 0], [0.9, 0.1]] }))?.scores).toEqual([0.2, 0.8]);
  });

  it('takes them from the prefix reading where a model reads a text at once', () => {
    const analysis = toAnalysis('good film', answer({ prefix: [[0.6, 0.4], [0.3, 0.7]] }));
    expect(analysis?.scores).toEqual([0.3, 0.7]);
    expect(analysis?.best).toBe(1);
    expect(analysis?.expected.cumulative).toHaveLength(2);
  });
});
