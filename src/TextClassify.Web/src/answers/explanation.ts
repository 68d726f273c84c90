import type { ExplainResponse } from '../api/types';
import { largestSize } from '../numbers/reduce';
import { toCounterfactual, type Counterfactual } from './counterfactual';

/** What a method says of each token of a text for one class: a score, and what the scores should add up to. */
export interface Explanation {
  readonly text: string;
  readonly method: string;
  readonly signed: boolean;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly target: number | null;
  readonly scores: readonly number[];
  readonly largest: number;
  readonly sum: number | null;
  readonly expected: number | null;
  readonly tolerance: number | null;
  /** Null when the method promises no sum, so that there is nothing to converge to. */
  readonly converged: boolean | null;
  /** What else the method found, in words: its fit, its rule. */
  readonly facts: string;
  /** What the method that edits the text found; null by any other method. */
  readonly counterfactual: Counterfactual | null;
  readonly modelCalls: number;
  readonly milliseconds: number;
}

export function toExplanation(text: string, signed: boolean, response: ExplainResponse): Explanation | null {
  const result = response.results[0];
  if (!result?.tokens || !response.method) {
    return null;
  }
  const scores = result.tokens.map((token) => token.score);
  const certificate = result.certificate;
  return {
    text,
    method: response.method.name,
    signed,
    parameters: response.method.parameters ?? {},
    target: result.target?.index ?? null,
    scores,
    largest: largestSize(scores),
    sum: certificate?.sum ?? null,
    expected: certificate?.expected ?? null,
    tolerance: certificate?.tolerance ?? null,
    converged: certificate?.converged ?? null,
    facts: factsOf(result.facts ?? {}, result.tokens.map((token) => token.text)),
    counterfactual: result.counterfactual ? toCounterfactual(text, result.target?.label ?? '', result.counterfactual) : null,
    modelCalls: result.cost?.modelCalls ?? 0,
    milliseconds: result.cost?.milliseconds ?? 0,
  };
}

/** Facts in words: numbers, yes or no, and a rule, which is a list of tokens. Other lists are left out: charts show those. */
export function factsOf(facts: Readonly<Record<string, unknown>>, words: readonly string[]): string {
  return Object.entries(facts)
    .flatMap(([name, value]) => {
      const said = typeof value === 'number' ? String(Number(value.toPrecision(3)))
        : typeof value === 'string' ? value.replaceAll('_', ' ')
        : typeof value === 'boolean' ? (value ? 'yes' : 'no')
        : name === 'rule' && Array.isArray(value) ? value.map((at) => `“${words[Number(at)] ?? ''}”`).join(' and ')
        : '';
      return said === '' ? [] : [`${name.replaceAll('_', ' ')} ${said}`];
    })
    .join(', ');
}
