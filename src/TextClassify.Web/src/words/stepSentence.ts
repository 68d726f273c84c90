import { computed } from '@preact/signals';
import { sum } from 'd3-array';
import type { Explanation } from '../answers/explanation';
import { fixed, percent, signed } from '../numbers/format';
import { argmax } from '../numbers/reduce';
import { jumpRank, referenceJumps } from '../state/map/jumps';
import { labels } from '../state/models';
import { analysis, expected, explanations, kind } from '../state/reading';
import { span, step } from '../state/selection';
import { focus } from '../state/texts';
import { spoken } from './names';

/** The step under the pointer or the cursor in one sentence; the live region says the same. */
export const stepSentence = computed(() => {
  const shown = analysis.value;
  const token = shown?.tokens[step.value];
  if (!shown || !token) {
    return '';
  }
  const row = expected.value[step.value] ?? [];
  const best = argmax(row);
  const jump = shown.distance[kind.value][step.value] ?? 0;
  const rank = referenceJumps.value ? jumpRank(referenceJumps.value, jump) : null;
  const explanation = explanations.value[focus.value];
  const score = explanation?.text === shown.text ? explanation.scores[step.value] : undefined;
  return [
    `Step ${step.value + 1} of ${shown.tokens.length}: “${token.text}”${token.outOfVocabulary ? ' (unknown word)' : ''}`,
    `${labels.value[best]} ${percent(row[best] ?? 0)}`,
    `jump ${fixed(jump)}${rank === null ? '' : `, larger than ${percent(rank)} of the reference`}`,
    ...(explanation && score !== undefined ? [`${spoken(explanation.method).toLowerCase()} ${scoreOf(explanation, score)}`] : []),
  ].join(' · ');
});

/** The selected words, and what their scores add up to. */
export const spanSentence = computed(() => {
  const shown = analysis.value;
  const selected = span.value;
  if (!shown || !selected) {
    return '';
  }
  const explanation = explanations.value[focus.value];
  const scores = explanation?.text === shown.text ? explanation.scores.slice(selected.from, selected.to + 1) : null;
  const words = selected.to - selected.from + 1;
  const sums = explanation && scores ? `; their scores sum to ${scoreOf(explanation, sum(scores))}` : '';
  return `${words} ${words === 1 ? 'word' : 'words'} selected, steps ${selected.from + 1} to ${selected.to + 1}${sums}`;
});

function scoreOf(explanation: Explanation, score: number): string {
  return explanation.signed ? signed(score) : fixed(score);
}
