import { signal } from '@preact/signals';

/** What each source of a case says, by its name; and the sources that take no part. */
export const caseTexts = signal<Readonly<Record<string, string>>>({});
export const silenced = signal<readonly string[]>([]);

export function writeSource(name: string, words: string): void {
  caseTexts.value = { ...caseTexts.value, [name]: words };
}

/** Silences a source, or lets it speak again. */
export function toggleSource(name: string): void {
  silenced.value = silenced.value.includes(name) ? silenced.value.filter((one) => one !== name) : [...silenced.value, name];
}
