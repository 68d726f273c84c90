import { unknownName, type Letter } from '../answers/letters';

const longestRun = 40;

/** The characters cut behind white space, as lines should break there and not within words; long runs are cut anywhere. */
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

/** A character that can be seen: white space and control characters have signs of their own. */
export function visible(letter: string): string {
  switch (letter) {
    case ' ':
      return '␣';
    case '\n':
      return '↵';
    case '\t':
      return '⇥';
    case '<edge>':
      return 'end';
    case unknownName:
      return 'unknown';
    default:
      return /^\p{C}$/u.test(letter) ? '�' : letter;
  }
}

/** The same in words, for those who hear it. */
export function said(letter: string): string {
  switch (letter) {
    case ' ':
      return 'space';
    case '\n':
      return 'line break';
    case '\t':
      return 'tab';
    case '<edge>':
      return 'the end of the text';
    case unknownName:
      return 'a character the model does not know';
    default:
      return letter;
  }
}
