import type { CounterfactualResult } from '../api/types';
import { argmax } from '../numbers/reduce';

/** What the service calls the method that edits a text until it has another label. */
export const counterfactualMethod = 'counterfactual';

/** A part of a text and of what it became: kept, taken out, or put in. */
export interface Part {
  readonly kind: 'kept' | 'out' | 'in';
  readonly text: string;
}

export interface EditedText {
  readonly text: string;
  /** Both texts in one: the parts kept, taken out and put in, in order. */
  readonly parts: readonly Part[];
  readonly edits: number;
  readonly label: string;
  readonly score: number;
}

/** The fewest edits found that give a text another class; the score is the model's own for the edited text. */
export interface Counterfactual {
  /** The class that was asked for. */
  readonly wanted: string;
  /** Null when there is none, and `reason` says why. */
  readonly found: EditedText | null;
  readonly reason: string;
  readonly before: { readonly label: string; readonly score: number } | null;
}

/** The class to edit a text towards: the chosen one, or the runner-up where the text has the chosen one already. */
export function classToReach(scores: readonly number[], chosen: number): number {
  const best = argmax(scores);
  return chosen === best ? argmax(scores.map((score, label) => (label === best ? -1 : score))) : chosen;
}

export function toCounterfactual(text: string, wanted: string, result: CounterfactualResult): Counterfactual {
  const edits = result.edits ?? [];
  return {
    wanted,
    found: result.found
      ? { text: result.text ?? '', parts: partsOf(text, edits), edits: edits.length, label: result.label ?? '', score: result.score ?? 0 }
      : null,
    reason: result.reason ?? '',
    before: result.scoresBefore[0] ?? null,
  };
}

type Edit = NonNullable<CounterfactualResult['edits']>[number];

/** Both texts in one; the edits come in the text's order. */
export function partsOf(text: string, edits: readonly Pick<Edit, 'start' | 'end' | 'after'>[]): Part[] {
  const parts: Part[] = [];
  const put = (kind: Part['kind'], words: string) => words !== '' && parts.push({ kind, text: words });
  let at = 0;
  for (const { start, end, after } of edits) {
    put('kept', text.slice(at, start));
    put('out', text.slice(start, end));
    put('in', after);
    at = end;
  }
  put('kept', text.slice(at));
  return parts;
}
