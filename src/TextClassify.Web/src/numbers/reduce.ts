/** The place of the largest value, the first of equals; 0 in an empty list. */
export function argmax(values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] ?? 0) > (values[best] ?? 0)) {
      best = i;
    }
  }
  return best;
}

/** The largest absolute value, or `least` where none is larger. */
export function largestSize(values: readonly number[], least = 0): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), least);
}
