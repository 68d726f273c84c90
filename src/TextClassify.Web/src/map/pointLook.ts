import { computed } from '@preact/signals';
import { expectedAt } from '../answers/cloud';
import type { Rgb } from '../colour/contrast';
import { corpusPredictions } from '../state/corpus/corpus';
import { faded, pointColour, projection } from '../state/map/look';
import { cloud } from '../state/map/maps';
import { lassoed } from '../state/map/points';
import { labels, scale } from '../state/models';
import { reading } from '../state/reading';
import { toSplat, type PointLook } from './layers';

const confidenceLevels = 32;
/** Opacities of points, 0 to 255: usually, inside the lasso, and those that are faded or outside it. */
const plain = 150;
const bright = 235;
const dim = 26;

/** The reference states as the map paints them. They have no prefix reading; when it is chosen they show the cumulative one. */
export const paintedPoints = computed(() => {
  const points = cloud.value?.points;
  if (!points) {
    return null;
  }
  const [label, score] = expectedAt(points, reading.value);
  const palette = paletteOf(labels.value.length, (index, share) => scale.value.share(index, share));
  const top = confidenceLevels - 1;
  const colour: PointLook['colour'] = pointColour.value === 'label'
    ? (i) => palette[(points.label[i] ?? 0) * confidenceLevels + top] ?? 0
    : (i) => palette[(label[i] ?? 0) * confidenceLevels + Math.round(((score[i] ?? 0) / 255) * top)] ?? 0;
  const inside = lassoed.value ? new Set(lassoed.value) : null;
  const correct = correctRows(points.row, points.label);
  const opacity: PointLook['opacity'] = (i) => {
    if (inside) {
      return inside.has(i) ? bright : dim;
    }
    const right = correct?.(i);
    return (faded.value === 'right' && right === true) || (faded.value === 'wrong' && right === false) ? dim : plain;
  };
  return toSplat(points, projection.value === 'pca', { colour, opacity });
});

function paletteOf(labelCount: number, share: (label: number, probability: number) => Rgb): Uint32Array {
  return Uint32Array.from({ length: labelCount * confidenceLevels }, (_, i) => {
    const [r, g, b] = share(Math.floor(i / confidenceLevels), (i % confidenceLevels) / (confidenceLevels - 1));
    return (b << 16) | (g << 8) | r;
  });
}

function correctRows(row: Uint32Array, label: Uint8Array): ((point: number) => boolean | undefined) | null {
  const texts = corpusPredictions.value;
  return texts ? (point) => texts[row[point] ?? -1] === label[point] : null;
}

