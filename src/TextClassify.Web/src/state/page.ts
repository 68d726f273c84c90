import { signal } from '@preact/signals';
import type { Theme } from '../colour/classes';

export const theme = signal<Theme>('light');
/** What is wrong, in words, and whether trying again may help; null when all is well. */
export const trouble = signal<{ readonly words: string; readonly retry: boolean } | null>(null);
/** Whether an answer is on its way. */
export const busy = signal(false);
/** What the line under the text says instead of the text's length; empty when there is nothing to say. */
export const note = signal('');
