import { expect, test } from 'vitest';
import { modelNameOf, namePattern } from './names';

test.each([
  ['tickets.csv', 'tickets'],
  ['Kunden Anfragen (März) 2026.csv', 'kunden-anfragen-marz-2026'],
  ['2026_export.tsv', 'export'],
  ['___.csv', 'my-model'],
  [`${'a'.repeat(80)}.csv`, 'a'.repeat(64)],
])('modelNameOf_%s', (file, name) => {
  expect(modelNameOf(file)).toBe(name);
  expect(name).toMatch(new RegExp(`^${namePattern}$`));
});
