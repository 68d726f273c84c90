import { computed, signal } from '@preact/signals';
import type { Explainer, LanguageModelDescription, ModelDescription } from '../api/types';
import type { Theme } from '../colour/classes';
import { classScale } from '../colour/classes';
import type { Cloud, Polygon } from '../map/cloud';
import { expectedOf, type Analysis, type Reading, type StateKind } from './analysis';
import type { Explanation } from './explanation';
import type { Letters, Moves } from './letters';
import { defaultRules, type LabelRules } from './labels';
import { cursorSpan, type Cursor } from './selection';
import type { ZoneView } from './zones';

export type Side = 'a' | 'b';

export const models = signal<readonly ModelDescription[]>([]);
export const languages = signal<readonly LanguageModelDescription[]>([]);
export const explainers = signal<readonly Explainer[]>([]);

/** A part of a text in UTF-16 code units. */
export interface Aspect {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const modelKey = signal<string | null>(null);
export const text = signal('');
export const pinnedText = signal<string | null>(null);

/** What a model of aspects found in the texts. */
export const aspects = signal<Readonly<Record<Side, readonly Aspect[]>>>({ a: [], b: [] });
/** The part of the text `of` that was chosen; in other texts the first one found is asked about. */
export const chosenAspect = signal<(Aspect & { readonly of: string }) | null>(null);

export const analyses = signal<Readonly<Record<Side, Analysis | null>>>({ a: null, b: null });
export const explanations = signal<Readonly<Record<Side, Explanation | null>>>({ a: null, b: null });
/** Shares of the chosen class's logit, for the waterfall, and that logit. */
export const evidences = signal<Readonly<Record<Side, Evidence | null>>>({ a: null, b: null });

export interface Evidence {
  readonly text: string;
  readonly target: number;
  readonly bias: number;
  readonly logit: number;
  readonly scores: readonly number[];
}

/** The text as the language model shown read it, and what moved the character the cursor is on. */
export const letters = signal<Letters | null>(null);
export const moves = signal<Moves | null>(null);
export const zoneView = signal<ZoneView>('norms');

export const method = signal<string | null>(null);
export const parameters = signal<Readonly<Record<string, string>>>({});
/** The class explained; null is the one predicted. */
export const target = signal<string | null>(null);
export const reading = signal<Reading>('cumulative');
export const kind = signal<StateKind>('forward');

/** The text whose steps the charts show and the keys move through. */
export const focus = signal<Side>('a');
export const cursor = signal<Cursor>({ head: 0, anchor: null });
/** The step under the pointer; it asks nothing of the server. */
export const hover = signal<number | null>(null);
export const rules = signal<LabelRules>(defaultRules);

export const clouds = signal<Readonly<Partial<Record<StateKind, Cloud>>>>({});
/** Whether the map shows t-SNE or the two principal components. */
export const projection = signal<'tsne' | 'pca'>('tsne');
export const pointColour = signal<'expected' | 'label'>('expected');
export const pointSize = signal(1.6);
export const lineSize = signal(2);
export const lineColour = signal<'expected' | 'time'>('expected');
export const lineWidth = signal<'even' | 'jump' | 'time'>('jump');
/** Texts of the reference set whose points are faded. */
export const faded = signal<'none' | 'right' | 'wrong'>('none');
export const lasso = signal<Polygon | null>(null);

export const theme = signal<Theme>('light');
/** What is wrong, in words, and whether trying again may help; null when all is well. */
export const trouble = signal<{ readonly words: string; readonly retry: boolean } | null>(null);
export const busy = signal(false);
export const note = signal('');

/** Every model there is to choose. */
export const allModels = computed(() => [...models.value, ...languages.value]);
export const model = computed(() => models.value.find((item) => keyOf(item) === modelKey.value) ?? null);
/** The language model chosen; null while a classifier is. */
export const language = computed(() => languages.value.find((item) => keyOf(item) === modelKey.value) ?? null);
/** What a link asks for and the service hasn't loaded; nothing else answers in its place. */
export const absent = computed(() => (allModels.value.length > 0 && !model.value && !language.value ? modelKey.value : null));
/** Whether the model labels aspects of a text, and not the whole. */
export const takesAspects = computed(() => model.value?.capabilities.includes('aspects') ?? false);
export const labels = computed(() => model.value?.labels ?? []);
export const scale = computed(() => classScale(labels.value.length, theme.value));
export const analysis = computed(() => analyses.value[focus.value] ?? analyses.value.a);
export const expected = computed(() => (analysis.value ? expectedOf(analysis.value, reading.value) : []));
/** Places the cursor can be on: the words, or the characters and what comes behind the last. */
export const stepCount = computed(() => (language.value ? (letters.value ? letters.value.letters.length + 1 : 0) : (analysis.value?.tokens.length ?? 0)));
export const span = computed(() => cursorSpan(cursor.value));
export const step = computed(() => hover.value ?? cursor.value.head);
export const cloud = computed(() => clouds.value[kind.value] ?? null);
export const targetIndex = computed(() => {
  const chosen = target.value === null ? -1 : labels.value.indexOf(target.value);
  return chosen >= 0 ? chosen : (analysis.value?.best ?? 0);
});

export function keyOf(item: { readonly name: string; readonly version: string }): string {
  return `${item.name}/${item.version}`;
}
