import { expect, test } from 'vitest';
import type { Letters, Moves } from '../answers/letters';
import { csvCell, lettersCsv } from './table';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['-', "'-"],
  [-1.5, '-1.5'],
  [undefined, ''],
])('csvCell_%j', (value, written) => expect(csvCell(value)).toBe(written));

test('lettersCsv_unexplainedCharacters_haveNoScore', () => {
  const read = {
    letters: [{ text: ',', start: 0, end: 1, unknown: false }, { text: '\n', start: 1, end: 2, unknown: true }],
    surprisal: [1, 2], distance: [0, 3], zoneCount: 1, norms: [[4], [5]],
  } as unknown as Letters;
  const moves = { at: 1, from: 0, explanation: { method: 'occlusion', scores: [0.5] } } as unknown as Moves;
  expect(lettersCsv(read, moves).split('\r\n')).toEqual([
    'place,character,start,end,unknown,bits,jump,zone_1,score_occlusion', '1,",",0,1,false,1,0,4,0.5', '2,"\n",1,2,true,2,3,5,', '',
  ]);
});
