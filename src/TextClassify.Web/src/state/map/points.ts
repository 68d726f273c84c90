import { computed, signal } from '@preact/signals';
import { PointIndex } from '../../geometry/pointIndex';
import { lasso } from '../selection';
import { projection } from './look';
import { cloud } from './maps';

/** The reference point under the pointer, and the one last clicked. */
export const hoverPoint = signal<number | null>(null);
export const chosenPoint = signal<number | null>(null);
/** Whether a drag on the map draws a lasso; a Shift-drag always does. */
export const lassoTool = signal(false);

export const pointIndex = computed(() => {
  const points = cloud.value?.points;
  if (!points) {
    return null;
  }
  return projection.value === 'tsne' ? new PointIndex(points.x, points.y) : new PointIndex(points.principalX, points.principalY);
});

/** The reference states inside the lasso. */
export const lassoed = computed(() => (lasso.value && pointIndex.value ? pointIndex.value.inside(lasso.value) : null));
