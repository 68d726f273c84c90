import { computed } from '@preact/signals';
import { explainers, labels, language, model } from '../models';
import { method, target } from '../reading';
import { methodOf } from './languageMethods';

/** The methods that the classifier shown offers. */
export const methods = computed(() => explainers.value.filter((item) => model.value?.explainers.includes(item.name)));

/** The one chosen, or the first where this model doesn't offer it. */
export const shownMethod = computed(() => methods.value.find((item) => item.name === method.value) ?? methods.value[0] ?? null);

/** Says which method or class was asked for and isn't there, and what is shown instead; empty when all is as asked. */
export const insteadNote = computed(() => {
  const gaps: string[] = [];
  const shown = language.value ? methodOf(method.value) : shownMethod.value;
  if (shown && method.value !== null && shown.name !== method.value) {
    gaps.push(`This model has no method “${method.value}”; the scores are by “${shown.name}”.`);
  }
  if (model.value && target.value !== null && !labels.value.includes(target.value)) {
    gaps.push(`This model has no class “${target.value}”; the one it predicts is explained.`);
  }
  return gaps.join(' ');
});
