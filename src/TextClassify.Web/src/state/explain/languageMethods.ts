import { computed } from '@preact/signals';
import type { Explainer } from '../../api/types';
import { explainers, language } from '../models';

const usual = 'leave_one_out';
const output = 'output';

/** The methods that work with the language model shown, with the number they explain of one. */
export const languageMethods = computed<readonly Explainer[]>(() =>
  explainers.value.filter((item) => language.value?.explainers.includes(item.name)).map(ofLanguage));

export function methodOf(name: string | null): Explainer | null {
  const known = languageMethods.value;
  return known.find((item) => item.name === name) ?? known.find((item) => item.name === usual) ?? known[0] ?? null;
}

/** Without a word on it, a log-probability is explained; the list of methods says what goes for classifiers. */
function ofLanguage(item: Explainer): Explainer {
  return { ...item, parameters: item.parameters.map((parameter) => (parameter.name === output ? { ...parameter, default: 'log_probability' } : parameter)) };
}
