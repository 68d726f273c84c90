import { computed } from '@preact/signals';
import type { Explainer } from '../../api/types';
import { explainers, language } from '../models';

/** The method shown while none is chosen, and the parameter that says which of the model's numbers is explained. */
const usual = 'leave_one_out';
const output = 'output';

/** The methods that the language model shown offers. */
export const languageMethods = computed<readonly Explainer[]>(() =>
  explainers.value.filter((item) => language.value?.explainers.includes(item.name)).map(withDefaultOutput));

/** The method of that name, or the usual one where the model has no such method. */
export function methodOf(name: string | null): Explainer | null {
  const known = languageMethods.value;
  return known.find((item) => item.name === name) ?? known.find((item) => item.name === usual) ?? known[0] ?? null;
}

/** Of a language model the service explains a log-probability by default; its list of methods has the default for classifiers. */
function withDefaultOutput(item: Explainer): Explainer {
  const parameters = item.parameters.map((parameter) =>
    parameter.name === output ? { ...parameter, default: 'log_probability' } : parameter);
  return { ...item, parameters };
}
