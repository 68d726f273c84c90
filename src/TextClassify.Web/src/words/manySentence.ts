import { strongest, type Tally } from '../batch/tally';
import { because, becauseWords } from './because';
import { roughly, wordsInARow, type Said } from './said';
import { isStop } from './signs';

export interface ManyReasons {
  readonly tally: Tally;
  readonly labels: readonly string[];
  readonly wordOf: (number: number) => string;
  /** What the texts are: reviews. */
  readonly noun: string;
  /** Whether the model gives its words' shares. */
  readonly explained: boolean;
  /** Whether some texts have no answer yet. */
  readonly soFar?: boolean;
}

const mostNamed = 3;
const mostWords = 5;
/** The share of the texts from which on a label's words are named: those of a few texts are chance. */
const leastExplained = 0.01;
/** How many stops may lie between the words looked for. */
const mostStops = 24;

/**
 * What the model says of many texts, the most frequent label first: Of 500 reviews 61% are negative, above all because of the words *bad*
 * and *not*.
 * The words are those that added most to the logits of the texts that were given the label, and speak for it. Full stops and their like
 * aren't named, though they count: whoever asks which words drive a label gets words.
 */
export function manySentence({ tally, labels, wordOf, noun, explained, soFar = false }: ManyReasons): Said {
  const order = tally.counts.map((_, at) => at).filter((at) => tally.counts[at]! > 0).sort((a, b) => tally.counts[b]! - tally.counts[a]!);
  if (order.length === 0) {
    return [`No ${noun} have an answer.`];
  }
  const named = order.slice(0, order.length === mostNamed + 1 ? mostNamed + 1 : mostNamed);
  const said = named.flatMap((label, place): Said => {
    const share = roughly(tally.counts[label]!, tally.answered);
    const verb = place > 0 ? '' : tally.answered === 1 ? 'is ' : 'are ';
    const isExplained = explained && tally.counts[label]! >= tally.answered * leastExplained;
    return [`${place === 0 ? '' : '; '}${share} ${verb}${labels[label]}`, ...(isExplained ? reasonOf(label) : [])];
  });
  const rest = order.length - named.length;
  const others = order.slice(named.length).reduce((sum, label) => sum + tally.counts[label]!, 0);
  const tail = rest > 0 ? `; the other ${roughly(others, tally.answered)} have ${rest} more labels` : '';
  const what = tally.answered === 1 ? noun.replace(/s$/, '') : noun;
  return [`${soFar ? 'So far, of' : 'Of'} ${tally.answered.toLocaleString('en')} ${what} `, ...said, `${tail}.`];

  function reasonOf(label: number): Said {
    const weights = tally.weights[label]!;
    const words = strongest(weights, mostWords + mostStops).filter(({ word }) => !isStop(wordOf(word))).slice(0, mostWords);
    const found = because(words.map((word) => word.sum), weights.spokeFor, mostWords);
    const what = found.chosen.length === 1 ? 'the word ' : 'the words ';
    return words.length === 0 ? [] : [`, ${becauseWords(found)}${what}`, ...wordsInARow(found.chosen.map((at) => wordOf(words[at]!.word)))];
  }
}

/** How the answers compare with the file's labels, in words; empty without labels. */
export function rightSentence(confusion: readonly (readonly number[])[], labels: readonly string[]): string {
  let [all, right, worst] = [0, 0, { count: 0, truth: 0, label: 0 }];
  confusion.forEach((row, truth) => row.forEach((count, label) => {
    all += count;
    right += truth === label ? count : 0;
    worst = truth !== label && count > worst.count ? { count, truth, label } : worst;
  }));
  if (all === 0) {
    return '';
  }
  const share = `${roughly(right, all)} of the file’s labels are met (${right.toLocaleString('en')} of ${all.toLocaleString('en')})`;
  return worst.count === 0 ? `${share}.`
    : `${share}; the most frequent mistake is ${labels[worst.truth]} read as ${labels[worst.label]} (${worst.count.toLocaleString('en')}).`;
}

const nouns = ['review', 'comment', 'sentence', 'message', 'tweet', 'question', 'document', 'post', 'headline', 'description'];

/** What the texts of a column are called. */
export function nounOf(column: string): string {
  const name = column.trim().toLowerCase().replace(/s$/, '').replace(/[_ ]?(text|body)$/, '');
  return nouns.includes(name) ? `${name}s` : 'texts';
}
