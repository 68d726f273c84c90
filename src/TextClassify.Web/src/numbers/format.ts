const percentFormat = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1, minimumFractionDigits: 1 });

export function percent(value: number): string {
  return percentFormat.format(value);
}

export function fixed(value: number, digits = 2): string {
  const words = value.toFixed(digits);
  // A number that rounds to zero has no sign.
  return Number(words) === 0 ? words.replace('-', '') : words.replace('-', '−');
}

export function signed(value: number, digits = 2): string {
  return `${Number(value.toFixed(digits)) > 0 ? '+' : ''}${fixed(value, digits)}`;
}

/** Short for a small number, so that a residual of 6e-7 is not 0.00. */
export function small(value: number): string {
  const size = Math.abs(value);
  return size === 0 ? '0' : String(Number(size.toPrecision(2))).replace('e-', 'e−');
}
