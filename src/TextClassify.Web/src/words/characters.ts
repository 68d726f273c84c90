import { unknownName, type Letter } from '../answers/letters';

const longestRun = 40;

/** The characters in runs that end behind white space: a line may break between runs and not within one. Long runs are cut anywhere. */
export function runsOf(letters: readonly Letter[]): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = 0;
  for (let at = 0; at < letters.length; at++) {
    if (/^\s$/.test(letters[at]?.text ?? '') || at - from === longestRun - 1 || at === letters.length - 1) {
      runs.push({ from, to: at + 1 });
      from = at + 1;
    }
  }
  return runs;
}

/** Characters that can't be seen or heard as they are: the sign that the page shows, and their name in words. */
const special: ReadonlyMap<string, { readonly sign: string; readonly words: string }> = new Map([
  [' ', { sign: '␣', words: 'space' }],
  ['\n', { sign: '↵', words: 'line break' }],
  ['\t', { sign: '⇥', words: 'tab' }],
  ['<edge>', { sign: 'end', words: 'the end of the text' }],
  [unknownName, { sign: 'unknown', words: 'a character the model does not know' }],
]);

/** A character as it is shown; other control characters are all shown by one sign. */
export function visibleCharacter(character: string): string {
  return special.get(character)?.sign ?? (/^\p{C}$/u.test(character) ? '�' : character);
}

/** A character in words, for those who hear it. */
export function spokenCharacter(character: string): string {
  return special.get(character)?.words ?? character;
}
