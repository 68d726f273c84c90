import { computed } from '@preact/signals';
import { expectedAt } from '../answers/cloud';
import { percent } from '../numbers/format';
import { corpus } from '../state/corpus/corpus';
import { cloud } from '../state/map/maps';
import { paths } from '../state/map/paths';
import { hoverPoint } from '../state/map/points';
import { labels } from '../state/models';
import { kind, reading } from '../state/reading';

/** What the map shows, for those who can't see it. */
export const mapSentence = computed(() => {
  const reference = cloud.value ? `${cloud.value.points.count} reference states and ` : '';
  const shown = paths.value.map((path) => `text ${path.side.toUpperCase()} of ${path.x.length} steps`).join(' and ');
  return shown === '' ? `${reference}no text yet` : `Map of ${reference}the ${kind.value} states of ${shown}.`;
});

/** The reference state under the pointer: what is expected there, and of which text it is. */
export const pointSentence = computed(() => {
  const points = cloud.value?.points;
  const at = hoverPoint.value;
  if (!points || at === null) {
    return '';
  }
  const [label, score] = expectedAt(points, reading.value);
  const text = corpus.value?.texts[points.row[at] ?? -1]?.text;
  return [
    `Reference state, word ${(points.token[at] ?? 0) + 1}`,
    `expects ${labels.value[label[at] ?? 0]} ${percent((score[at] ?? 0) / 255)}`,
    `true class ${labels.value[points.label[at] ?? 0]}`,
    ...(text === undefined ? [] : [`“${text.length > 110 ? `${text.slice(0, 109)}…` : text}”`]),
  ].join(' · ');
});
