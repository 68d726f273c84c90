import { expect, test } from 'vitest';
import { decodeBytes } from './decode';

test.each<[string, number[], string, string]>([
  ['utf8', [0x63, 0xc3, 0xa9], 'cé', 'UTF-8'],
  ['utf8WithMark', [0xef, 0xbb, 0xbf, 0x61], 'a', 'UTF-8'],
  ['windows1252', [0x63, 0xe9, 0x93, 0x61, 0x94, 0x80], 'cé“a”€', 'Windows-1252'],
  ['utf16LittleEndian', [0xff, 0xfe, 0x61, 0, 0xe9, 0], 'aé', 'UTF-16'],
  ['utf16BigEndian', [0xfe, 0xff, 0, 0x61], 'a', 'UTF-16'],
])('decodeBytes_%s_isItsText', (_, bytes, text, encoding) =>
  expect(decodeBytes(new Uint8Array(bytes))).toEqual({ text, encoding }));
