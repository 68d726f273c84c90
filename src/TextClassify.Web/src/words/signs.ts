/** Signs that set words apart and mean little to whoever asks for words; not ! and ?, nor faces, which say something. */
const stops: Readonly<Record<string, string>> = {
  '.': 'full stop', ',': 'comma', ';': 'semicolon', ':': 'colon', '-': 'hyphen', '–': 'dash', '—': 'dash', '--': 'dash', '/': 'slash',
  '(': 'bracket', ')': 'bracket', '[': 'bracket', ']': 'bracket', '"': 'quotation mark', '``': 'quotation mark', "''": 'quotation mark',
  '“': 'quotation mark', '”': 'quotation mark', "'": 'apostrophe', '’': 'apostrophe', '...': 'dots', '…': 'dots',
};

/** Ends of words, as the models cut them off. */
const ends: Readonly<Record<string, string>> = {
  "n't": 'as in don’t', "'s": 'as in it’s', "'m": 'as in I’m', "'ve": 'as in I’ve', "'re": 'as in they’re', "'ll": 'as in I’ll',
  "'d": 'as in I’d',
};

export function isStop(word: string): boolean {
  return Object.hasOwn(stops, word);
}

/** What a sign is called, or which word an end is of; null of words, which speak for themselves. */
export function glossOf(word: string): string | null {
  const known = word.replace('’', "'");
  return Object.hasOwn(stops, word) ? stops[word]! : Object.hasOwn(ends, known) ? ends[known]! : null;
}
