import type { Explainer, ExplainerParameter } from '../../api/types';

/** A parameter as the request has it, from what was written in the form; null leaves it to its default. */
export function parameterValue(parameter: ExplainerParameter, written: string | undefined): number | string | null {
  if (written === undefined || written === '') {
    return null;
  }
  if (parameter.choices) {
    return parameter.choices.includes(written) ? written : null;
  }
  const number = Number(written);
  return Number.isFinite(number) ? Math.min(parameter.maximum ?? number, Math.max(parameter.minimum ?? number, number)) : null;
}

/** The parameters of a request, from what was written in the form; those left to their defaults are left out. */
export function parameterValues(explainer: Explainer, values: Readonly<Record<string, string>>): Record<string, number | string> {
  return Object.fromEntries(
    explainer.parameters.flatMap((parameter) => {
      const value = parameterValue(parameter, values[parameter.name]);
      return value === null ? [] : [[parameter.name, value]];
    }),
  );
}
