import type { Reading } from './analysis';

/** The points of a reference map, one a state. */
export interface Points {
  readonly count: number;
  /** Places by t-SNE. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Places by the first two principal components. */
  readonly principalX: Float32Array;
  readonly principalY: Float32Array;
  /** Distance to the state read just before. */
  readonly jump: Float32Array;
  /** The text's place in the corpus, and the token's in the text. */
  readonly row: Uint32Array;
  readonly token: Uint16Array;
  /** True label of the text. */
  readonly label: Uint8Array;
  /** The likeliest label of the expected prediction at the token, and its probability in 255ths, by two readings. */
  readonly localLabel: Uint8Array;
  readonly localScore: Uint8Array;
  readonly cumulativeLabel: Uint8Array;
  readonly cumulativeScore: Uint8Array;
}

/** The labels that the points expect in a reading, and their probabilities. Only the local reading is kept beside the cumulative one. */
export function expectedAt(points: Points, reading: Reading): readonly [label: Uint8Array, score: Uint8Array] {
  return reading === 'local' ? [points.localLabel, points.localScore] : [points.cumulativeLabel, points.cumulativeScore];
}

/** How many reference states jump how far: counts by size, in equal bins from 0 to `largest`. */
export interface JumpCounts {
  readonly largest: number;
  readonly counts: readonly number[];
}

/** A reference map: its points and what is known of it. */
export interface Cloud {
  readonly id: string;
  readonly points: Points;
  readonly jumps: JumpCounts;
  readonly recall: number;
  readonly principalRecall: number;
  readonly trustworthiness: number;
}

const headBytes = 16;
const pointBytes = 31;
const magic = 0x54504354;
const version = 1;

/** Reads the bytes of `/maps/{id}/points`; null when they are something else. The columns are views into the buffer. */
export function readPoints(buffer: ArrayBuffer): Points | null {
  const head = new DataView(buffer);
  if (buffer.byteLength < headBytes || head.getUint32(0, true) !== magic || head.getUint32(4, true) !== version) {
    return null;
  }
  const count = head.getUint32(8, true);
  if (buffer.byteLength !== headBytes + count * pointBytes) {
    return null;
  }
  let at = headBytes;
  const column = <T>(type: { new (buffer: ArrayBuffer, offset: number, length: number): T; BYTES_PER_ELEMENT: number }): T => {
    const view = new type(buffer, at, count);
    at += count * type.BYTES_PER_ELEMENT;
    return view;
  };
  return {
    count,
    x: column(Float32Array),
    y: column(Float32Array),
    principalX: column(Float32Array),
    principalY: column(Float32Array),
    jump: column(Float32Array),
    row: column(Uint32Array),
    token: column(Uint16Array),
    label: column(Uint8Array),
    localLabel: column(Uint8Array),
    localScore: column(Uint8Array),
    cumulativeLabel: column(Uint8Array),
    cumulativeScore: column(Uint8Array),
  };
}
