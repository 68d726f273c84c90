import { stateKinds, type Analysis } from '../answers/analysis';
import type { Explanation } from '../answers/explanation';
import { moveOf, type Letters, type Moves } from '../answers/letters';

/** CSV by RFC 4180, one line a token. What a spreadsheet would run as a formula is made text. */
export function stepsCsv(analysis: Analysis, explanation: Explanation | null): string {
  const kinds = stateKinds.filter((kind) => analysis.distance[kind].length > 0);
  const head = [
    'step', 'token', 'start', 'end', 'out_of_vocabulary',
    ...analysis.labels.flatMap((label) => [`cumulative_${label}`, `local_${label}`]),
    'entropy', ...kinds.map((kind) => `jump_${kind}`), ...(explanation ? [`score_${explanation.method}`] : []),
  ];
  const lines = analysis.tokens.map((token, at) => [
    at + 1, token.text, token.start, token.end, token.outOfVocabulary,
    ...analysis.labels.flatMap((_, label) => [analysis.expected.cumulative?.[at]?.[label], analysis.expected.local?.[at]?.[label]]),
    analysis.entropy[at], ...kinds.map((kind) => analysis.distance[kind][at]),
    ...(explanation ? [explanation.scores[at]] : []),
  ]);
  return csvLines([head, ...lines]);
}

export function csvLines(lines: readonly (readonly unknown[])[]): string {
  return lines.map((line) => line.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

export function csvCell(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function stepsJson(analysis: Analysis, explanation: Explanation | null): string {
  const { vectors: _, ...reading } = analysis;
  return JSON.stringify({ reading, explanation }, null, 2);
}

/** The same of a language model's reading, one line a character. */
export function lettersCsv(read: Letters, moves: Moves | null): string {
  const zones = Array.from({ length: read.zoneCount }, (_, zone) => zone);
  const head = [
    'place', 'character', 'start', 'end', 'unknown', 'bits', 'jump', ...zones.map((zone) => `zone_${zone + 1}`),
    ...(moves ? [`score_${moves.explanation.method}`] : []),
  ];
  const lines = read.letters.map((letter, at) => [
    at + 1, letter.text, letter.start, letter.end, letter.unknown, read.surprisal[at], read.distance[at],
    ...zones.map((zone) => read.norms[at]?.[zone]),
    ...(moves ? [moveOf(moves, at)] : []),
  ]);
  return csvLines([head, ...lines]);
}

export function lettersJson(read: Letters, moves: Moves | null): string {
  const { zones: _, ...reading } = read;
  return JSON.stringify({ reading, moves }, null, 2);
}
