import { percent } from '../numbers/format';
import { because, becauseWords } from './because';
import { wordsInARow, type Said } from './said';

/** A text's words with their shares of one label's logit, and what the model says of the text. */
export interface TextReasons {
  readonly text: string;
  readonly tokens: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  readonly shares: readonly number[];
  readonly bias: number;
  readonly label: string;
  /** The label's probability. */
  readonly score: number;
  /** The label that the model gives, with its probability; the same as `label` where that one is explained. */
  readonly given: string;
  readonly givenScore: number;
}

const mostFor = 4;
const mostAgainst = 2;
/** What speaks against a label is named from this share of what the strongest word says for it. */
const worthNaming = 0.1;

/**
 * What the model says of a text, and the words that made it: negative, mostly because of *wooden* and *silly plot*; *moved* spoke against
 * it. A word is said to speak for the label only if its share of the label's logit is above 0, and against it only if it is below.
 */
export function textSentence(reasons: TextReasons): Said {
  const { label, given, score, givenScore, shares, bias } = reasons;
  const order = shares.map((_, at) => at);
  const speakFor = order.filter((at) => shares[at]! > 0).sort((a, b) => shares[b]! - shares[a]!);
  const against = order.filter((at) => shares[at]! < 0).sort((a, b) => shares[a]! - shares[b]!);
  const all = shares.reduce((sum, share) => sum + Math.max(0, share), 0);
  const found = because(speakFor.map((at) => shares[at]!), all, mostFor);
  const strongest = Math.max(shares[speakFor[0] ?? -1] ?? 0, Math.abs(bias));
  const named = against.filter((at) => -shares[at]! >= worthNaming * strongest).slice(0, mostAgainst);
  const other = label === given ? '' : `. What speaks for ${label}, ${percent(score)}`;
  const reason: Said = found.chosen.length === 0
    ? [label === given ? ', though no word speaks for it' : `. No word speaks for ${label}, ${percent(score)}`]
    : [
      label === given ? `, ${becauseWords(found)}` : `${other}: ${found.mostly ? 'mostly ' : 'above all '}`,
      ...wordsInARow(phrases(reasons, found.chosen.map((at) => speakFor[at]!))),
    ];
  return [
    `${given}, ${percent(givenScore)}`,
    ...reason,
    ...(named.length > 0 ? ['; ', ...wordsInARow(phrases(reasons, named)), ' spoke against it'] : []),
    '.',
  ];
}

/** The words in the text's own writing; those that stand side by side are one phrase, at the place of its strongest. */
function phrases({ text, tokens }: TextReasons, chosen: readonly number[]): string[] {
  const rest = new Set(chosen);
  const found: string[] = [];
  for (const at of chosen) {
    if (!rest.has(at)) {
      continue;
    }
    let [from, to] = [at, at];
    while (rest.has(from - 1)) {
      from--;
    }
    while (rest.has(to + 1)) {
      to++;
    }
    for (let inside = from; inside <= to; inside++) {
      rest.delete(inside);
    }
    found.push(text.slice(tokens[from]?.start, tokens[to]?.end));
  }
  return [...new Set(found)];
}
