import { expect, test } from 'vitest';
import { factsOf } from './explanation';

test.each([
  [{ r2: 0.32588593, n_samples: 512 }, 'r2 0.326, n samples 512'],
  [{ rule: [0, 2], precision: 1, threshold_met: true }, 'rule “not” and “bad”, precision 1, threshold met yes'],
  [{ rule: [], standard_errors: [0.1, 0.2, 0.3] }, ''],
  [{}, ''],
])('factsOf_%j', (facts, words) => expect(factsOf(facts, ['not', 'a', 'bad'])).toBe(words));
