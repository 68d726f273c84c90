import { signal } from '@preact/signals';
import type { Aspect } from '../answers/analysis';

/** Text A is the one being written; text B is one that was pinned for comparison. */
export type Side = 'a' | 'b';

export const text = signal('');
/** Text B; null while none is pinned. */
export const pinnedText = signal<string | null>(null);
/** The text whose steps the charts show and the keys move through. */
export const focus = signal<Side>('a');

/** What a model of aspects found in the texts. */
export const aspects = signal<Readonly<Record<Side, readonly Aspect[]>>>({ a: [], b: [] });
/** The aspect that was chosen in the text `of`; in any other text the first one found is asked about. */
export const chosenAspect = signal<(Aspect & { readonly of: string }) | null>(null);
