import { signal } from '@preact/signals';
import type { Letters, Moves } from '../answers/letters';

/** Whether the zones of a language model's gates are shown by their size or number by number. */
export const zoneViews = ['norms', 'activations'] as const;
export type ZoneView = (typeof zoneViews)[number];

/** The text as the language model shown read it, and what moved the character the cursor is on. */
export const letters = signal<Letters | null>(null);
export const moves = signal<Moves | null>(null);
export const zoneView = signal<ZoneView>('norms');
