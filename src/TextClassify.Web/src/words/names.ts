import type { Reading, StateKind } from '../answers/analysis';

/** The readings of the expected prediction: what the page calls each, and what it means. */
export const readingNames: readonly (readonly [Reading, string, string])[] = [
  ['cumulative', 'words so far', 'The bias and the evidence of all words up to this one; after the last word it is the prediction.'],
  ['local', 'this word', 'The output layer on this word’s state alone, as in Garcia, Munz and Weiskopf (2021).'],
  ['prefix', 'text ending here', 'The prediction if the text ended with this word.'],
];

/** The same for the kinds of states. */
export const kindNames: readonly (readonly [StateKind, string, string])[] = [
  ['forward', 'forward', 'What the words up to here left behind.'],
  ['backward', 'backward', 'What the words from here on left behind, read from the end.'],
  ['word', 'word', 'Both directions joined: the word in its text.'],
];

export function readingOf(reading: Reading): readonly [Reading, string, string] {
  return readingNames.find(([name]) => name === reading) ?? readingNames[0]!;
}

/** A method's or a map's name as people say it. */
export function spoken(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
