import { expect, test } from 'vitest';
import { answering } from './models';

const listed = [
  { name: 'aspect', version: '1' }, { name: 'sentiment', version: '1' }, { name: 'sentiment', version: '2' }];

test('answering_twoVersions_isTheOneThatTheServiceNames', () => {
  expect(answering(listed, { name: 'sentiment', version: '2' })).toBe(listed[2]);
  expect(answering(listed, { name: 'sentiment', version: '1' })).toBe(listed[1]);
});

test('answering_noneNamed_isTheFirst', () => {
  expect(answering(listed, null)).toBe(listed[0]);
  expect(answering([], null)).toBeUndefined();
});
