import type { TranslateResponse } from '../api/types';

/** A text that may be the translation. */
export interface Candidate {
  readonly text: string;
  readonly score: number;
  /** Whether it is SMILES; null of a model of other texts. */
  readonly valid: boolean | null;
  readonly symbols: readonly string[];
  /** For each symbol written, the share of attention that each symbol of the source had. */
  readonly attention: readonly (readonly number[])[];
  /** For each symbol written, the place in the source that had the most. */
  readonly alignment: readonly number[];
}

/** What a text may become, as the service answered it. */
export interface Translation {
  readonly model: string;
  /** As it was written, and how many texts were followed. */
  readonly text: string;
  readonly beam: number;
  /** As the model read it. */
  readonly source: string;
  readonly symbols: readonly string[];
  readonly unknown: number;
  /** The likeliest first. */
  readonly candidates: readonly Candidate[];
}

/** Reads an answer to one text with attention; null where something of it is missing. */
export function toTranslation(text: string, beam: number, response: TranslateResponse): Translation | null {
  const result = response.results[0];
  if (result?.source == null || !result.sourceSymbols || !result.candidates) {
    return null;
  }
  return {
    model: `${response.model.name}/${response.model.version}`,
    text,
    beam,
    source: result.source,
    symbols: result.sourceSymbols,
    unknown: result.unknownSymbols ?? 0,
    candidates: result.candidates.map(({ text: written, score, valid, symbols, attention, alignment }) => ({
      text: written, score, valid: valid ?? null, symbols: symbols ?? [], attention: attention ?? [], alignment: alignment ?? [],
    })),
  };
}

/** Symbols with the places at which they begin in the text that they are joined to. */
export function placed(symbols: readonly string[]): readonly { readonly text: string; readonly start: number }[] {
  let start = 0;
  return symbols.map((text) => {
    const at = start;
    start += text.length;
    return { text, start: at };
  });
}

/** The attention that each symbol of the source had as one symbol was written, or on average over all of them. */
export function attentionOn(sources: number, { attention }: Candidate, row: number | null): readonly number[] {
  const chosen = row === null ? null : attention[row];
  return chosen ?? Array.from({ length: sources }, (_, at) =>
    attention.reduce((sum, shares) => sum + (shares[at] ?? 0), 0) / Math.max(1, attention.length));
}

/** For each symbol written, the share of attention that the one it is aligned with had. */
export function sureness({ attention, alignment }: Candidate): readonly number[] {
  return attention.map((shares, row) => shares[alignment[row] ?? -1] ?? 0);
}
