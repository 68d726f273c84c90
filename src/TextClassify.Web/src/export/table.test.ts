import { expect, test } from 'vitest';
import { csvCell } from './table';

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
