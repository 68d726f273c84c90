import type { ExplainerParameter } from '../api/types';

/** What the form holds as the request's value; null leaves the parameter to its default. */
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
