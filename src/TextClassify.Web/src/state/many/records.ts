import { isAnswered, type Answered } from '../../batch/outcome';
import { strongest } from '../../batch/tally';
import { table, truths } from './file';
import { answers } from './run';
import { sums, tableRows } from './tallies';

const mostReasons = 8;

/** The table's rows as it shows them: the file's own columns, and what the model says, under names that the file has not. */
export function rowRecords(): Record<string, unknown>[] {
  const known = table.value;
  const { outcomes, labels } = answers.value;
  if (!known) {
    return [];
  }
  const own = (name: string) => (known.columns.includes(name) ? `model_${name}` : name);
  return tableRows.value.map((row) => {
    const [outcome, truth] = [outcomes[row], truths.value[row]];
    const said = isAnswered(outcome) ? outcome : null;
    return {
      ...Object.fromEntries(known.columns.map((name, at) => [name, known.rows[row]?.[at] ?? ''])),
      [own('predicted')]: said ? labels[said.label] : null,
      [own('score')]: said ? rounded(said.scores[said.label] ?? 0) : null,
      ...Object.fromEntries(labels.map((label, at) => [own(`score_${label}`), said ? rounded(said.scores[at] ?? 0) : null])),
      [own('right')]: said && truth != null ? truth === said.label : null,
      [own('because_of')]: said ? reasonsOf(said) : null,
      [own('error')]: outcome && 'refused' in outcome ? outcome.refused : null,
    };
  });
}

/** A text's strongest words with their shares, both for its label and against it. */
function reasonsOf({ words, shares }: Answered): string {
  return Array.from(words, (word, at) => ({ word, share: shares[at] ?? 0 }))
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .slice(0, mostReasons)
    .map(({ word, share }) => `${answers.value.words.word(word)} ${share.toFixed(3)}`)
    .join('; ');
}

/** Every word's weight for every label, over the rows of the group chosen. */
export function wordRecords(): Record<string, unknown>[] {
  const { labels, words } = answers.value;
  return sums.value.weights.flatMap((weights, label) =>
    [false, true].flatMap((against) => strongest(weights, Infinity, { against }).map(({ word, sum, support, mean }) => ({
      label: labels[label], word: words.word(word), weight: rounded(sum), texts: support, weight_a_text: rounded(mean),
    }))));
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
