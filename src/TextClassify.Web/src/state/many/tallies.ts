import { computed } from '@preact/signals';
import { groupingOf, type Grouping } from '../../batch/groups';
import { isAnswered } from '../../batch/outcome';
import { shownRows } from '../../batch/row';
import { confusionOf, tally } from '../../batch/tally';
import { nounOf } from '../../words/manySentence';
import { scope } from '../scope';
import { labelColumn, table, textColumn, textOf, truths } from './file';
import { answers } from './run';

const everyRow = computed(() => table.value?.rows.map((_, row) => row) ?? []);

/** The columns whose values make groups that can be compared: all but the texts' and the labels'. */
export const groupings = computed<readonly Grouping[]>(() => {
  const known = table.value;
  const used = [textColumn.value, labelColumn.value];
  return known?.columns.flatMap((_, column) => (used.includes(column) ? [] : groupingOf(known, column) ?? [])) ?? [];
});

export const grouping = computed(() =>
  groupings.value.find((one) => one.name === scope.value.column) ?? groupings.value[0] ?? null);

/** The rows of the group chosen, or all. */
export const rows = computed(() => {
  const [by, value] = [groupings.value.find((one) => one.name === scope.value.column), scope.value.value];
  return by && value !== null ? everyRow.value.filter((row) => by.groupOf(row) === value) : everyRow.value;
});

export const hasTruths = computed(() => truths.value.some((truth) => truth !== null));

/** What the answers of these rows come to. */
export const sums = computed(() => {
  const { outcomes, labels, words } = answers.value;
  return tally(outcomes, rows.value, labels.length, words.size);
});

export const confusion = computed(() => confusionOf(answers.value.outcomes, truths.value, rows.value, answers.value.labels.length));

/** The same sums over the wrong answers alone: what made the label that was not meant. */
export const wrongSums = computed(() => {
  const { outcomes, labels, words } = answers.value;
  const wrong = rows.value.filter((row) => {
    const [outcome, truth] = [outcomes[row], truths.value[row]];
    return isAnswered(outcome) && truth != null && truth !== outcome.label;
  });
  return tally(outcomes, wrong, labels.length, words.size);
});

/** A group's texts by label, and how many of those with a label are right. */
export interface GroupSum {
  readonly name: string;
  readonly rows: number;
  readonly counts: readonly number[];
  readonly labelled: number;
  readonly right: number;
}

export const groupSums = computed<readonly GroupSum[]>(() => {
  const by = grouping.value;
  const { outcomes, labels } = answers.value;
  const empty = (name: string, count: number) => ({ name, rows: count, counts: labels.map(() => 0), labelled: 0, right: 0 });
  const found = new Map(by?.groups.map(([name, count]) => [name, empty(name, count)]));
  everyRow.value.forEach((row) => {
    const outcome = outcomes[row];
    const group = by && found.get(by.groupOf(row));
    if (group && isAnswered(outcome)) {
      const truth = truths.value[row];
      group.counts[outcome.label]!++;
      group.labelled += truth == null ? 0 : 1;
      group.right += truth === outcome.label ? 1 : 0;
    }
  });
  return [...found.values()];
});

/** The label whose words are shown: the one chosen, or the most frequent. */
export const shownLabel = computed(() => {
  const chosen = answers.value.labels.indexOf(scope.value.label ?? '');
  const { counts } = sums.value;
  return chosen >= 0 ? chosen : counts.indexOf(Math.max(...counts));
});

/** The rows of the table, as it is filtered and sorted. */
export const tableRows = computed(() => {
  const { kept, label, truth, word, find, sort, down } = scope.value;
  const { labels, outcomes, words } = answers.value;
  const place = (name: string | null) => (name === null ? null : labels.indexOf(name) < 0 ? null : labels.indexOf(name));
  return shownRows({ outcomes, truths: truths.value, textOf }, rows.value, {
    kept, label: place(label), truth: place(truth), word: word === null ? null : words.find(word), find, key: sort, down,
  });
});

export const noun = computed(() => nounOf(table.value?.columns[textColumn.value] ?? ''));
