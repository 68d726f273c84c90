/** Words by number, each kept once: thousands of texts share most of theirs. */
export class WordList {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];

  get size(): number {
    return this.#words.length;
  }

  /** The number of a word, whatever its case. */
  number(word: string): number {
    const key = word.toLowerCase();
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#words.length;
      this.#numbers.set(key, number);
      this.#words.push(key);
    }
    return number;
  }

  /** The number of a word that may not be there; -1 then. */
  find(word: string): number {
    return this.#numbers.get(word.toLowerCase()) ?? -1;
  }

  word(number: number): string {
    return this.#words[number] ?? '';
  }
}
