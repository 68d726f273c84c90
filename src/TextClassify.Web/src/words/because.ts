/** What spoke for something, the strongest first, and how much of all that spoke for it these are. */
export interface Because {
  readonly chosen: readonly number[];
  /** Whether those chosen are more than half of it. */
  readonly mostly: boolean;
}

/**
 * The fewest of the strongest that are more than half of all that speaks for something, or the `most` strongest where those are not.
 * @param shares Sizes above 0, falling.
 * @param all What all that speaks for it adds up to.
 */
export function because(shares: readonly number[], all: number, most: number): Because {
  const chosen: number[] = [];
  let sum = 0;
  for (let at = 0; at < Math.min(most, shares.length) && sum <= all / 2; at++) {
    sum += shares[at] ?? 0;
    chosen.push(at);
  }
  return { chosen, mostly: sum > all / 2 };
}

export function becauseWords({ mostly }: Because): string {
  return mostly ? 'mostly because of ' : 'above all because of ';
}
