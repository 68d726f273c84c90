import type { HiddenStatesResult } from './types';

type Vectors = NonNullable<NonNullable<NonNullable<HiddenStatesResult['states']>['forward']>['vectors']>;

/** Rows of little-endian 32-bit numbers, from base64. */
export function rowsOf(vectors: Vectors | null | undefined): Float32Array[] {
  if (vectors?.encoding !== 'base64-f32le' || !vectors.data) {
    return [];
  }
  const [count = 0, width = 0] = vectors.shape;
  const bytes = Uint8Array.from(atob(vectors.data), (character) => character.charCodeAt(0));
  const numbers = new Float32Array(bytes.buffer);
  return Array.from({ length: count }, (_, row) => numbers.subarray(row * width, (row + 1) * width));
}
