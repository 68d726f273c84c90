import { computed } from '@preact/signals';
import type { JumpCounts } from '../../answers/cloud';
import { analysis, kind } from '../reading';
import { cloud } from './maps';

/** How often the reference texts' states jump how far; null without a map. */
export const referenceJumps = computed(() => cloud.value?.jumps ?? null);

/** What the jump slider is a share of: the largest reference jump, or this text's own largest without a map. */
export const largestJump = computed(() => {
  const own = analysis.value?.distance[kind.value] ?? [];
  return referenceJumps.value?.largest ?? Math.max(1e-6, ...own);
});

/** Share of the reference jumps that are smaller, taking those of one bin as evenly spread. */
export function jumpRank({ largest, counts }: JumpCounts, size: number): number {
  const place = (size / largest) * counts.length;
  const bin = Math.floor(place);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const below = counts.slice(0, bin).reduce((sum, count) => sum + count, 0);
  return total === 0 ? 0 : Math.min(1, (below + (place - bin) * (counts[bin] ?? 0)) / total);
}
