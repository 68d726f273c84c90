/** A sentence whose words out of texts are marked as such. */
export type Said = readonly (string | { readonly word: string })[];

/** Words in a row: *a*, *b* and *c*. */
export function wordsInARow(words: readonly string[]): Said {
  return words.flatMap((word, at) => [...(at === 0 ? [] : [at === words.length - 1 ? ' and ' : ', ']), { word }]);
}

/** The sentence without marks, but for stars around words. */
export function plain(said: Said): string {
  return said.map((part) => (typeof part === 'string' ? part : `*${part.word}*`)).join('');
}

/** A share in whole percent that never says none or all of what is not. */
export function roughly(part: number, whole: number): string {
  const share = Math.round((100 * part) / Math.max(1, whole));
  return share === 0 && part > 0 ? 'under 1%' : share === 100 && part < whole ? 'over 99%' : `${share}%`;
}
