import type { Candidate, Translation } from '../answers/translated';
import { percent } from '../numbers/format';
import type { Said } from './said';

/** A probability in percent that never says all of what is not, nor none: what the service rounds to 0 was more. */
export function chance(probability: number): string {
  return probability < 0.0005 ? 'under 0.1%'
    : probability < 1 && probability >= 0.9995 ? 'over 99.9%'
    : percent(probability);
}

/**
 * How the text was read and what the likeliest candidate is, of SMILES a product; where that one is no SMILES, which is the likeliest that
 * is.
 */
export function translationSentence({ source, unknown, candidates }: Translation): Said {
  const best = candidates[0];
  const read: Said = ['Read as ', { word: source }, unknownWords(unknown)];
  if (!best) {
    return [...read, '; the model found nothing to write.'];
  }
  return [
    ...read, best.valid === null ? '; the likeliest translation is ' : '; the likeliest product is ',
    { word: writtenAs(best) }, `, ${chance(best.score)}`,
    ...(best.valid === null ? ['.'] : best.valid ? ['; valid.'] : invalid(candidates)),
  ];
}

/** An empty text has no letters to show. */
export function writtenAs({ text }: Candidate): string {
  return text === '' ? '(nothing)' : text;
}

/** What one symbol was written from: the symbols that had the most attention, until they have most of it. */
export function rowSentence({ symbols }: Translation, { symbols: written, attention, alignment }: Candidate, row: number): string {
  const shares = attention[row] ?? [];
  const aligned = alignment[row] ?? -1;
  const others = shares.map((share, at) => ({ share, at })).filter(({ at, share }) => at !== aligned && share >= 0.05)
    .sort((a, b) => b.share - a.share).slice(0, 3);
  const from = ({ share, at }: { readonly share: number; readonly at: number }) => `${symbols[at]} (symbol ${at + 1}) ${chance(share)}`;
  return [
    `${written[row]}, symbol ${row + 1} of ${written.length}, looked most at ${from({ share: shares[aligned] ?? 0, at: aligned })}`,
    ...others.map(from),
  ].join(', ');
}

function unknownWords(count: number): string {
  return count === 0 ? '' : ` (${count === 1 ? 'one symbol' : `${count} symbols`} of it unknown to the model)`;
}

function invalid(candidates: readonly Candidate[]): Said {
  const at = candidates.findIndex(({ valid }) => valid);
  return at < 0
    ? [candidates.length === 1 ? '; not valid SMILES.' : '; not valid SMILES, and no other candidate is.']
    : ['; not valid SMILES. The likeliest that is comes as number ', `${at + 1}: `, { word: candidates[at]!.text },
      `, ${chance(candidates[at]!.score)}.`];
}
