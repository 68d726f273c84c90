import { expect, test } from 'vitest';
import { glossOf, isStop } from './signs';

test.each<[string, boolean]>([['.', true], ['...', true], ['!', false], [':)', false], ['not', false], ['constructor', false]])(
  'isStop_%s_is%s', (word, stop) => expect(isStop(word)).toBe(stop));

test.each<[string, string | null]>([
  ['.', 'full stop'], ["n't", 'as in don’t'], ['n’t', 'as in don’t'], ['bad', null], ['toString', null],
])('glossOf_%s_is%s', (word, gloss) => expect(glossOf(word)).toBe(gloss));
