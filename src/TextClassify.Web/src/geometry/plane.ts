/** Where each row lies on the first two principal components of all rows, which are found by power iteration on their inner products. */
export function principalPlane(rows: readonly Float32Array[]): { x: Float32Array; y: Float32Array } {
  const count = rows.length;
  const gram = centredGram(rows);
  const first = leading(gram, count);
  deflate(gram, first, count);
  const second = leading(gram, count);
  return { x: scaled(first), y: scaled(second) };
}

interface Axis {
  readonly vector: Float64Array;
  readonly value: number;
}

function centredGram(rows: readonly Float32Array[]): Float64Array {
  const count = rows.length;
  const width = rows[0]?.length ?? 0;
  const mean = new Float64Array(width);
  for (const row of rows) {
    for (let d = 0; d < width; d++) {
      mean[d]! += row[d]! / count;
    }
  }
  const gram = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let d = 0; d < width; d++) {
        sum += (rows[i]![d]! - mean[d]!) * (rows[j]![d]! - mean[d]!);
      }
      gram[i * count + j] = gram[j * count + i] = sum;
    }
  }
  return gram;
}

function leading(gram: Float64Array, count: number): Axis {
  let vector = Float64Array.from({ length: count }, (_, i) => Math.cos(1 + i));
  let value = 0;
  for (let round = 0; round < 100; round++) {
    const next = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        next[i]! += gram[i * count + j]! * vector[j]!;
      }
    }
    value = Math.hypot(...next);
    if (value < 1e-12) {
      return { vector: new Float64Array(count), value: 0 };
    }
    vector = next.map((entry) => entry / value);
  }
  return { vector, value };
}

function deflate(gram: Float64Array, axis: Axis, count: number): void {
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      gram[i * count + j]! -= axis.value * axis.vector[i]! * axis.vector[j]!;
    }
  }
}

function scaled(axis: Axis): Float32Array {
  return Float32Array.from(axis.vector, (entry) => entry * Math.sqrt(axis.value));
}
