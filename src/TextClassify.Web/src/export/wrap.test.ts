import { expect, test } from 'vitest';
import { wrap } from './wrap';

const length = (words: string) => words.length;

test.each([
  ['a fine film', 20, ['a fine film']],
  ['a fine film', 6, ['a fine', 'film']],
  ['immeasurable', 6, ['immea…']],
  ['a b c d e f', 1, ['a', 'b', 'c', '…']],
])('wrap_%s_to%i', (text, width, lines) => expect(wrap(text, width, length)).toEqual(lines));
