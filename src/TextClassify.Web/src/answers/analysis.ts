import type { HiddenStatesResponse, StateSequence, Token } from '../api/types';
import { rowsOf } from '../api/vectors';
import { argmax } from '../numbers/reduce';

/**
 * What an expected prediction is computed from. It is what the model would answer at a step of a text: by all words up to there
 * (cumulative), by the state there alone (local), or if the text ended there (prefix).
 */
export const readings = ['cumulative', 'local', 'prefix'] as const;
export type Reading = (typeof readings)[number];

/** The states of a model that reads in both directions: each direction's own, and both joined. */
export const stateKinds = ['forward', 'backward', 'word'] as const;
export type StateKind = (typeof stateKinds)[number];

/** A part of a text that a model of aspects can be asked about, in UTF-16 code units. */
export interface Aspect {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where a state lies in a reference map. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly principalX: number;
  readonly principalY: number;
  /** Share of the reference states that lie nearer to their neighbours than this one, in percent; 100 is far from all. */
  readonly percentile: number | null;
}

/** One text as the model read it. Every list has one entry a token. */
export interface Analysis {
  readonly text: string;
  readonly model: string;
  /** The part of the text that everything here is about; null for the whole. */
  readonly aspect: Aspect | null;
  readonly labels: readonly string[];
  readonly tokens: readonly Token[];
  readonly tokenCount: number;
  readonly truncated: boolean;
  /** Calibrated probabilities by label. */
  readonly scores: readonly number[];
  readonly best: number;
  readonly expected: Readonly<Partial<Record<Reading, readonly (readonly number[])[]>>>;
  readonly entropy: readonly number[];
  /** How far the state moved at each step, by kind of state; empty for kinds that were not asked for. */
  readonly distance: Readonly<Record<StateKind, readonly number[]>>;
  /** The states themselves, when they were asked for. */
  readonly vectors: Readonly<Partial<Record<StateKind, readonly Float32Array[]>>>;
  readonly placements: Readonly<Partial<Record<StateKind, readonly Placement[]>>>;
}

export function toAnalysis(text: string, response: HiddenStatesResponse): Analysis | null {
  const result = response.results[0];
  if (!result?.tokens || result.tokens.length === 0) {
    return null;
  }
  // Of a model that reads a text at once there is the prefix reading alone, which also ends at the prediction.
  const cumulative = result.expectedPrediction?.cumulative ?? result.expectedPrediction?.prefix ?? [];
  const scores = cumulative.at(-1) ?? [];
  return {
    text,
    aspect: result.aspect ?? null,
    model: `${response.model.name}/${response.model.version}`,
    labels: response.labels,
    tokens: result.tokens,
    tokenCount: result.tokenCount ?? result.tokens.length,
    truncated: result.truncated ?? false,
    scores,
    best: argmax(scores),
    expected: {
      cumulative,
      ...(result.expectedPrediction?.local && { local: result.expectedPrediction.local }),
      ...(result.expectedPrediction?.prefix && { prefix: result.expectedPrediction.prefix }),
    },
    entropy: result.entropy ?? [],
    distance: {
      forward: result.states?.forward?.distance ?? [],
      backward: result.states?.backward?.distance ?? [],
      word: result.states?.word?.distance ?? [],
    },
    vectors: {
      forward: rowsOf(result.states?.forward?.vectors),
      backward: rowsOf(result.states?.backward?.vectors),
      word: rowsOf(result.states?.word?.vectors),
    },
    placements: {
      ...placementsOf('forward', result.states?.forward),
      ...placementsOf('backward', result.states?.backward),
      ...placementsOf('word', result.states?.word),
    },
  };
}

function placementsOf(kind: StateKind, states: StateSequence | null | undefined): Partial<Record<StateKind, Placement[]>> {
  const placements = states?.positions?.map(([x = 0, y = 0], at) => {
    const [principalX = 0, principalY = 0] = states.principalPositions?.[at] ?? [];
    return { x, y, principalX, principalY, percentile: states.distancePercentile?.[at] ?? null };
  });
  return placements ? { [kind]: placements } : {};
}

/** The expected predictions of a reading by step and class; those of the cumulative one where an answer lacks that reading. */
export function expectedOf(analysis: Analysis, reading: Reading): readonly (readonly number[])[] {
  return analysis.expected[reading] ?? analysis.expected.cumulative ?? [];
}

/** The step that a model reads just before `step`, which is the one behind it in the text when it reads backward; null at the start. */
export function stepBefore(kind: StateKind, step: number, count: number): number | null {
  const before = kind === 'backward' ? step + 1 : step - 1;
  return before >= 0 && before < count ? before : null;
}
