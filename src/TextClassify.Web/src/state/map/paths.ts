import { computed } from '@preact/signals';
import type { Analysis } from '../../answers/analysis';
import { principalPlane } from '../../geometry/plane';
import { analyses, kind } from '../reading';
import type { Side } from '../texts';
import { projection } from './look';
import { mapShown } from './maps';

/** A text's way through the plane: one point a token. */
export interface Path {
  readonly side: Side;
  readonly analysis: Analysis;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** By token, percentile of the distance to the reference states; empty without a map. */
  readonly percentile: readonly (number | null)[];
}

/** In the reference map where there is one; otherwise in the plane of the two texts' own largest variation. */
export const paths = computed<readonly Path[]>(() => {
  const shown = (['a', 'b'] as const).flatMap((side) => {
    const analysis = analyses.value[side];
    return analysis ? [{ side, analysis }] : [];
  });
  return mapShown.value ? shown.flatMap(placed) : ownPlane(shown);
});

function placed({ side, analysis }: { side: Side; analysis: Analysis }): Path[] {
  const places = analysis.placements[kind.value];
  return places
    ? [{
        side,
        analysis,
        x: places.map((place) => (projection.value === 'tsne' ? place.x : place.principalX)),
        y: places.map((place) => (projection.value === 'tsne' ? place.y : place.principalY)),
        percentile: places.map((place) => place.percentile),
      }]
    : [];
}

function ownPlane(shown: readonly { side: Side; analysis: Analysis }[]): Path[] {
  const states = shown.map(({ analysis }) => analysis.vectors[kind.value] ?? []);
  const plane = principalPlane(states.flat());
  let at = 0;
  return shown.flatMap(({ side, analysis }, i) => {
    const count = states[i]?.length ?? 0;
    const from = at;
    at += count;
    return count === 0
      ? []
      : [{ side, analysis, x: plane.x.subarray(from, at), y: plane.y.subarray(from, at), percentile: [] }];
  });
}
