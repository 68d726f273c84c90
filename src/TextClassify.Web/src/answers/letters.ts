import type { ExplainResponse, HiddenStatesResponse, ScoreResponse } from '../api/types';
import { rowsOf } from '../api/vectors';
import { toExplanation, type Explanation } from './explanation';

/** A character as a language model reads it: one Unicode scalar value. */
export interface Letter {
  readonly text: string;
  /** UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly unknown: boolean;
}

/** A text as a language model read it. Every list has one entry a character. */
export interface Letters {
  readonly text: string;
  readonly model: string;
  readonly letters: readonly Letter[];
  /** Bits: how little each was expected after those before it. */
  readonly surprisal: readonly number[];
  readonly bitsPerCharacter: number;
  /** Share of reference passages that surprise the model less, in percent. */
  readonly percentile: number;
  readonly unknown: number;
  /** How far the state moved at each character. */
  readonly distance: readonly number[];
  readonly zoneCount: number;
  readonly zoneWidth: number;
  /** Size of each zone of the gates, by character and zone. */
  readonly norms: readonly (readonly number[])[];
  /** The zones themselves, one after another, by character. */
  readonly zones: readonly Float32Array[];
}

/** Which characters before a place moved what the model expects there. */
export interface Moves {
  /** The character explained, by its place; the number of characters for what would come next. */
  readonly at: number;
  /** The first character that has a score; the model reads those before it, but the method does not try what they do. */
  readonly from: number;
  readonly target: string;
  /** What the model expects most at that place, and how sure it is. */
  readonly likeliest: string;
  readonly likelihood: number;
  /** The unit of the scores: bits where they explain a log-probability, else none. */
  readonly unit: 'bits' | '';
  readonly explanation: Explanation;
}

/** The page has an element for every character; of a longer text only so many are read. */
export const mostLetters = 2000;

/** The name that the service gives a character the model does not know. */
export const unknownName = '<unk>';

/** The part of a text that is read; no character of two code units is cut in two. */
export function readPart(text: string): string {
  if (text.length <= mostLetters) {
    return text;
  }
  const last = text.charCodeAt(mostLetters - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? mostLetters - 1 : mostLetters);
}

export function toLetters(text: string, scored: ScoreResponse, followed: HiddenStatesResponse): Letters | null {
  const score = scored.results[0];
  const states = followed.results[0];
  if (!score?.surprisal || !states?.tokens || states.tokens.length === 0) {
    return null;
  }
  return {
    text,
    model: `${scored.model.name}/${scored.model.version}`,
    letters: states.tokens.map(({ text: letter, start, end, outOfVocabulary }) => ({ text: letter, start, end, unknown: outOfVocabulary })),
    surprisal: score.surprisal,
    bitsPerCharacter: score.bitsPerCharacter ?? 0,
    percentile: score.ood?.percentile ?? 0,
    unknown: score.unknownCharacters ?? 0,
    distance: states.states?.forward?.distance ?? [],
    zoneCount: states.zones?.count ?? 0,
    zoneWidth: states.zones?.width ?? 0,
    norms: states.zones?.norms ?? [],
    zones: rowsOf(states.zones?.vectors),
  };
}

/** What is explained at a place: its character, or null for the likeliest behind the text's end. */
export function targetAt(read: Letters, at: number): string | null {
  const letter = read.letters[at];
  return letter ? (letter.unknown ? unknownName : letter.text) : null;
}

export function toMoves(read: Letters, at: number, signed: boolean, response: ExplainResponse): Moves | null {
  const explanation = toExplanation(read.text, signed, response);
  const result = response.results[0];
  const first = result?.tokens?.[0];
  if (!explanation || !result || !first) {
    return null;
  }
  // A score without a sign is the length of a gradient: it is no difference of logarithms, so it has no bits.
  const natural = signed && explanation.parameters['output'] === 'log_probability';
  return {
    at,
    from: read.letters.findIndex((letter) => letter.start === first.start),
    target: result.target?.label ?? '',
    likeliest: result.prediction?.label ?? '',
    likelihood: result.prediction?.score ?? 0,
    unit: natural ? 'bits' : '',
    explanation: natural ? inBits(explanation) : explanation,
  };
}

/** The same in bits, as surprise is; the service's logarithms are natural. */
function inBits(explanation: Explanation): Explanation {
  const bits = (value: number | null) => (value === null ? null : value / Math.LN2);
  return {
    ...explanation,
    scores: explanation.scores.map((score) => score / Math.LN2),
    largest: explanation.largest / Math.LN2,
    sum: bits(explanation.sum),
    expected: bits(explanation.expected),
    tolerance: bits(explanation.tolerance),
  };
}

/** The score of a character; null where it has none. */
export function moveOf(moves: Moves | null, at: number): number | null {
  return moves === null || at < moves.from || at >= moves.at ? null : (moves.explanation.scores[at - moves.from] ?? null);
}

/** The characters that moved the place most, the largest first. */
export function strongest(moves: Moves, count: number): readonly { readonly at: number; readonly score: number }[] {
  return moves.explanation.scores
    .map((score, i) => ({ at: moves.from + i, score }))
    .filter(({ score }) => score !== 0)
    .sort((one, other) => Math.abs(other.score) - Math.abs(one.score) || one.at - other.at)
    .slice(0, count);
}
