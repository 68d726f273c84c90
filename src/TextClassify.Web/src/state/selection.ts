import { computed, signal } from '@preact/signals';
import type { Polygon } from '../geometry/box';
import { cursorSpan, type Cursor } from './cursor';
import { letters } from './letters';
import { language } from './models';
import { analysis } from './reading';

export const cursor = signal<Cursor>({ head: 0, anchor: null });
/** The step under the pointer; it asks nothing of the server. */
export const hover = signal<number | null>(null);
/** The outline drawn around reference states of the map. */
export const lasso = signal<Polygon | null>(null);

/** Places the cursor can be on: the words, or the characters and what comes behind the last. */
export const stepCount = computed(() => {
  if (language.value) {
    return letters.value ? letters.value.letters.length + 1 : 0;
  }
  return analysis.value?.tokens.length ?? 0;
});
export const span = computed(() => cursorSpan(cursor.value));
/** The step that the views point out: the one under the pointer, or else the cursor's. */
export const step = computed(() => hover.value ?? cursor.value.head);
