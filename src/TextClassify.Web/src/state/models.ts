import { computed, signal } from '@preact/signals';
import type { Explainer, LanguageModelDescription, ModelDescription, TranslatorDescription } from '../api/types';
import type { Scale } from '../answers/evidence';
import { classScale } from '../colour/classes';
import { theme } from './page';

/** The classifiers, language models, translators and explanation methods that the service has. */
export const models = signal<readonly ModelDescription[]>([]);
export const languages = signal<readonly LanguageModelDescription[]>([]);
export const translators = signal<readonly TranslatorDescription[]>([]);
export const explainers = signal<readonly Explainer[]>([]);

/** The model chosen, as `name/version`; a link may name one that the service hasn't loaded. */
export const modelKey = signal<string | null>(null);

/** Every model there is to choose. */
export const allModels = computed(() => [...models.value, ...languages.value, ...translators.value]);
/** The model chosen, whatever it does; null while the one that a link asks for isn't loaded. */
export const served = computed(() => allModels.value.find(isChosen) ?? null);
/** The classifier chosen; null while another kind of model is. */
export const model = computed(() => models.value.find(isChosen) ?? null);
/** The language model chosen; null while another kind is. */
export const language = computed(() => languages.value.find(isChosen) ?? null);
/** The model chosen that writes a text for each that it reads; null while another kind is. */
export const translator = computed(() => translators.value.find(isChosen) ?? null);
/** The key of a model that a link asks for and the service hasn't loaded; no other model answers in its place. */
export const absentModel = computed(() => (allModels.value.length > 0 && !served.value ? modelKey.value : null));
/** Whether the model labels aspects of a text, and not the whole. */
export const takesAspects = computed(() => model.value?.capabilities.includes('aspects') ?? false);
/** Whether the model reads in no direction, as an imported transformer: then each word has one state, or none that is given. */
export const readsAtOnce = computed(() => model.value?.widths.forward === 0);
/** The sources of a model that reads cases of several texts; null of any other. */
export const sources = computed(() => (model.value?.sources?.length ? model.value.sources : null));
/** Whether the model reads molecules and reactions, as SMILES. */
export const readsSmiles = computed(() => model.value?.notation === 'smiles');
/** The classes of the classifier chosen, and their colours. */
export const labels = computed(() => model.value?.labels ?? []);
/** Where a text may have several classes: the score from which on it has each. */
export const thresholds = computed(() => model.value?.thresholds ?? null);
export const scale = computed(() => classScale(labels.value.length, theme.value, thresholds.value !== null));

/** How the model's logits become scores. */
export function scaleOf(item: ModelDescription): Scale {
  return { temperature: item.temperature, independent: item.outputs === 'independent' };
}

export function keyOf(item: { readonly name: string; readonly version: string }): string {
  return `${item.name}/${item.version}`;
}

function isChosen(item: { readonly name: string; readonly version: string }): boolean {
  return keyOf(item) === modelKey.value;
}

/** The model that answers where none is named: the version that the service names, and not the first of its list. */
export function answering<T extends { readonly name: string; readonly version: string }>(
  listed: readonly T[], named: { readonly name: string; readonly version: string } | null | undefined,
): T | undefined {
  return listed.find((item) => named && keyOf(item) === keyOf(named)) ?? listed[0];
}
