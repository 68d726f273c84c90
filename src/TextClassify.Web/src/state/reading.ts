import { computed, signal } from '@preact/signals';
import { expectedOf, type Analysis, type Reading, type StateKind } from '../answers/analysis';
import type { Evidence } from '../answers/evidence';
import type { Explanation } from '../answers/explanation';
import { labels } from './models';
import { focus, type Side } from './texts';

/** What the classifier answered about each text: its states, the scores of the chosen method, and the shares of a logit. */
export const analyses = signal<Readonly<Record<Side, Analysis | null>>>({ a: null, b: null });
export const explanations = signal<Readonly<Record<Side, Explanation | null>>>({ a: null, b: null });
export const evidences = signal<Readonly<Record<Side, Evidence | null>>>({ a: null, b: null });

/** The explanation method chosen, and its parameters as they were written in their form. */
export const method = signal<string | null>(null);
export const parameters = signal<Readonly<Record<string, string>>>({});
/** The class explained; null is the one predicted. */
export const target = signal<string | null>(null);
/** What expected predictions are computed from, and which of the model's states are shown. */
export const reading = signal<Reading>('cumulative');
export const kind = signal<StateKind>('forward');

/** The analysis of the text in focus. */
export const analysis = computed(() => analyses.value[focus.value] ?? analyses.value.a);
/** Its expected predictions, by step and class. */
export const expected = computed(() => (analysis.value ? expectedOf(analysis.value, reading.value) : []));
export const targetIndex = computed(() => {
  const chosen = target.value === null ? -1 : labels.value.indexOf(target.value);
  return chosen >= 0 ? chosen : (analysis.value?.best ?? 0);
});
