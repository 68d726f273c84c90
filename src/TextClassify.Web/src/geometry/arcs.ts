/** Messages of one lane to another, by their places. */
export interface Edge {
  readonly from: number;
  readonly to: number;
}

/** A lane's place: its top and height. */
export interface Band {
  readonly top: number;
  readonly height: number;
}

export interface Arc {
  /** Where it leaves its sender and reaches its receiver. */
  readonly start: number;
  readonly end: number;
  /** How far it reaches from the lanes, 0 to 1. */
  readonly depth: number;
}

const mostGap = 18;

/**
 * Arcs beside lanes that stand one below the other: each has its own place at both lanes, and of two that lie within each other the longer
 * one is outside, so that they don't cross.
 */
export function arcsOf(edges: readonly Edge[], bands: readonly Band[]): Arc[] {
  const rank = ({ from, to }: Edge) => 2 * Math.abs(from - to) + (from < to ? 1 : 0);
  const ranks = [...new Set(edges.map(rank))].sort((a, b) => a - b);
  const places = bands.map((band, lane) => {
    // From the top: what goes up, the shortest first, then what goes down, the longest first.
    const up = edges.filter((edge) => Math.max(edge.from, edge.to) === lane).sort((a, b) => rank(a) - rank(b));
    const down = edges.filter((edge) => Math.min(edge.from, edge.to) === lane).sort((a, b) => rank(b) - rank(a));
    const all = [...up, ...down];
    const gap = Math.min(mostGap, band.height / (all.length + 1));
    return new Map(all.map((edge, at) => [edge, band.top + band.height / 2 + gap * (at - (all.length - 1) / 2)]));
  });
  return edges.map((edge) => ({
    start: places[edge.from]?.get(edge) ?? 0,
    end: places[edge.to]?.get(edge) ?? 0,
    depth: (ranks.indexOf(rank(edge)) + 1) / ranks.length,
  }));
}

/** The way of an arc in a strip of some width, whose right edge the lanes stand at; it ends `short` before it, where its head begins. */
export function arcPath({ start, end, depth }: Arc, width: number, short: number): string {
  // A cubic reaches three quarters of the way to its two handles.
  const reach = width - (width - 6) * depth / 0.75;
  const point = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return `M${point(width, start)}C${point(reach, start)} ${point(reach, end)} ${point(width - short, end)}`;
}
