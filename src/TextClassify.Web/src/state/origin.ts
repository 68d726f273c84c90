import { signal } from '@preact/signals';

/** Where a text that is shown was opened from: a row of a file, a recorded prediction. */
export interface Origin {
  readonly text: string;
  /** In words. */
  readonly words: string;
  /** Opens the one before (-1) or after (1) it, in the order of the list. */
  step(by: number): void;
}

export const origin = signal<Origin | null>(null);
