import { expect, test } from 'vitest';
import { clip, planMatrix } from './matrix';

const symbols = (count: number) => Array.from({ length: count }, () => 'C');

test('planMatrix_fewSymbols_hasCellsOfTheLargestSize', () => {
  const plan = planMatrix(symbols(3), symbols(4), 800);
  expect(plan.cell).toBe(30);
  expect(plan.upright).toBe(false);
  expect([plan.width, plan.height]).toEqual([plan.left + 121, plan.top + 91]);
});

test('planMatrix_symbolsThatFit_keepsToTheWidth', () => {
  const plan = planMatrix(symbols(5), symbols(30), 700);
  expect(plan.cell).toBeLessThan(30);
  expect(plan.width).toBeLessThanOrEqual(700);
});

test('planMatrix_tooManySymbols_isWiderThanAsked', () => {
  const plan = planMatrix(symbols(5), symbols(60), 300);
  expect(plan.cell).toBe(14);
  expect(plan.width).toBeGreaterThan(300);
});

test('planMatrix_longSymbols_standOnTheirEnds', () => {
  const plan = planMatrix(symbols(2), ['the', '[C@@H]', 'house'], 400);
  expect(plan.upright).toBe(true);
  expect(plan.top).toBeGreaterThan(6 * 7);
});

test.each([['', '?'], ['[C@@H]', '[C@@H]'], ['immeasurableness', 'immeasurablen…']])('clip_%j_is_%j', (symbol, shown) =>
  expect(clip(symbol)).toBe(shown));
