import { expect, test } from 'vitest';
import { runsOf, visibleCharacter } from './characters';

test.each([
  [' ', '␣'],
  ['\n', '↵'],
  ['\u0000', '�'],
  ['a', 'a'],
  ['<edge>', 'end'],
])('visibleCharacter_%j', (letter, shown) => expect(visibleCharacter(letter)).toBe(shown));

test('runsOf_words_endBehindTheirSpace_andLoseNoCharacter', () => {
  const runs = (text: string) => runsOf([...text].map((letter, at) => ({ text: letter, start: at, end: at + 1, unknown: false })));
  expect(runs('a bc\nd')).toEqual([{ from: 0, to: 2 }, { from: 2, to: 5 }, { from: 5, to: 6 }]);
  expect(runs('x'.repeat(90)).map(({ from, to }) => to - from)).toEqual([40, 40, 10]);
  expect(runs('')).toEqual([]);
});
