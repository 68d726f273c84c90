import { quadtree, type Quadtree, type QuadtreeLeaf } from 'd3-quadtree';
import { boxOf, type Polygon } from './box';

/** Finds points by place: the nearest to a pointer, and all inside a lasso. */
export class PointIndex {
  readonly #tree: Quadtree<number>;

  constructor(
    private readonly x: ArrayLike<number>,
    private readonly y: ArrayLike<number>,
  ) {
    this.#tree = quadtree<number>()
      .x((i) => x[i] ?? 0)
      .y((i) => y[i] ?? 0)
      .addAll(Array.from({ length: x.length }, (_, i) => i));
  }

  /** The nearest point within `radius` map units. */
  nearest(x: number, y: number, radius: number): number | null {
    return this.#tree.find(x, y, radius) ?? null;
  }

  /** The points inside a polygon, in rising order. */
  inside(polygon: Polygon): Uint32Array {
    const box = boxOf(evens(polygon, 0), evens(polygon, 1));
    const found: number[] = [];
    this.#tree.visit((node, x0, y0, x1, y1) => {
      let leaf = node.length ? undefined : (node as QuadtreeLeaf<number> | undefined);
      while (leaf) {
        if (insidePolygon(polygon, this.x[leaf.data] ?? 0, this.y[leaf.data] ?? 0)) {
          found.push(leaf.data);
        }
        leaf = leaf.next;
      }
      return x0 > box.x1 || y0 > box.y1 || x1 < box.x0 || y1 < box.y0;
    });
    return Uint32Array.from(found).sort();
  }
}

/** Whether a point is inside by the even-odd rule: a line from it crosses the outline an odd number of times. */
export function insidePolygon(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  const count = polygon.length / 2;
  for (let i = 0, j = count - 1; i < count; j = i++) {
    const [xi, yi, xj, yj] = [polygon[2 * i] ?? 0, polygon[2 * i + 1] ?? 0, polygon[2 * j] ?? 0, polygon[2 * j + 1] ?? 0];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) {
      inside = !inside;
    }
  }
  return inside;
}

function evens(values: readonly number[], offset: number): number[] {
  return values.filter((_, i) => i % 2 === offset);
}
