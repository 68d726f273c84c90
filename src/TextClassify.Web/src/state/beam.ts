import { signal } from '@preact/signals';

/** Texts that the service follows side by side where nothing else is said. */
export const usualBeam = 5;

export const beam = signal(usualBeam);
/** Which of the texts found is shown, from 0; one that there is not stands for the first. */
export const candidate = signal(0);

/** Counts the times that a translation was asked for: by the button, by a link, or again. */
export const asks = signal(0);

export function askAnew(): void {
  asks.value = asks.peek() + 1;
}
