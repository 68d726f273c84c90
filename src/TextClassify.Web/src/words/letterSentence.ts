import { computed } from '@preact/signals';
import { moveOf, type Moves } from '../answers/letters';
import { fixed, percent, signed } from '../numbers/format';
import { currentMoves } from '../state/explain/currentMoves';
import { letters } from '../state/letters';
import { span, step } from '../state/selection';
import { spokenCharacter } from './characters';

/** The character under the pointer or the cursor in one sentence; the live region says the same. */
export const letterSentence = computed(() => {
  const read = letters.value;
  if (!read) {
    return '';
  }
  const at = step.value;
  const letter = read.letters[at];
  if (!letter) {
    return `Behind the last of ${read.letters.length} characters: what would come next`;
  }
  const bits = read.surprisal[at] ?? 0;
  const score = moveOf(currentMoves.value, at);
  return [
    `Character ${at + 1} of ${read.letters.length}: “${spokenCharacter(letter.text)}”${letter.unknown ? ' (unknown character)' : ''}`,
    `${fixed(bits)} bits, expected with ${percent(2 ** -bits)}`,
    `state jump ${fixed(read.distance[at] ?? 0)}`,
    ...(score === null ? [] : [movesBy(score)]),
  ].join(' · ');
});

/** How many bits of surprise the selected characters have together. */
export const letterSpanSentence = computed(() => {
  const read = letters.value;
  const selected = span.value;
  if (!read || !selected) {
    return '';
  }
  const bits = read.surprisal.slice(selected.from, selected.to + 1).reduce((sum, one) => sum + one, 0);
  const count = Math.min(selected.to, read.letters.length - 1) - selected.from + 1;
  return count < 1 ? '' : `${count} ${count === 1 ? 'character' : 'characters'} selected: ${fixed(bits)} bits`;
});

/** What a character did to the chosen one. A score without a sign says how strongly, not which way. */
export function movesBy(score: number): string {
  return hasNoSign(currentMoves.value)
    ? `the chosen one hangs on it by ${fixed(score)}`
    : `moves the chosen one by ${scoreInUnit(score, currentMoves.value)}`;
}

export function scoreInUnit(score: number, moves: Moves | null): string {
  return `${hasNoSign(moves) ? fixed(score) : signed(score)}${unitOf(moves?.unit)}`;
}

/** Whether the method tells sizes alone, not whether a character speaks for the chosen one or against it. */
export function hasNoSign(moves: Moves | null): boolean {
  return moves !== null && !moves.explanation.signed;
}

export function unitOf(unit: string | undefined): string {
  return unit ? ` ${unit}` : '';
}
