import { stepBefore, type StateKind } from '../../answers/analysis';
import { argmax } from '../../numbers/reduce';

export type LabelReason = 'jump' | 'confidence' | 'class';
export type LabelPlace = 'before' | 'after' | 'both';

/** When a word is labelled by itself, as in Garcia, Munz and Weiskopf (2021). */
export interface LabelRules {
  /** Least jump, as a share of the largest reference jump; above 1 labels none. */
  readonly jump: number;
  /** Least change of any class's expected prediction from the step before; above 1 labels none. */
  readonly confidence: number;
  readonly classChange: boolean;
  /** Whether the word before the change, after it, or both are labelled. */
  readonly place: LabelPlace;
}

export const defaultRules: LabelRules = { jump: 0.4, confidence: 0.3, classChange: true, place: 'after' };

export function autoLabels(
  rules: LabelRules,
  kind: StateKind,
  distance: readonly number[],
  largestJump: number,
  expected: readonly (readonly number[])[],
): Map<number, LabelReason[]> {
  const labels = new Map<number, LabelReason[]>();
  for (let step = 0; step < distance.length; step++) {
    const before = stepBefore(kind, step, distance.length);
    if (before === null) {
      continue;
    }
    for (const reason of reasons(rules, (distance[step] ?? 0) / largestJump, expected[before] ?? [], expected[step] ?? [])) {
      if (rules.place !== 'after') {
        add(labels, before, reason);
      }
      if (rules.place !== 'before') {
        add(labels, step, reason);
      }
    }
  }
  return labels;
}

/** The largest change of one class's probability. */
export function confidenceChange(before: readonly number[], after: readonly number[]): number {
  return after.reduce((most, value, label) => Math.max(most, Math.abs(value - (before[label] ?? 0))), 0);
}

function reasons(rules: LabelRules, jump: number, before: readonly number[], after: readonly number[]): LabelReason[] {
  const found: LabelReason[] = [];
  if (jump >= rules.jump) {
    found.push('jump');
  }
  if (confidenceChange(before, after) >= rules.confidence) {
    found.push('confidence');
  }
  if (rules.classChange && argmax(before) !== argmax(after)) {
    found.push('class');
  }
  return found;
}

function add(labels: Map<number, LabelReason[]>, step: number, reason: LabelReason): void {
  const known = labels.get(step) ?? [];
  if (!known.includes(reason)) {
    labels.set(step, [...known, reason]);
  }
}
