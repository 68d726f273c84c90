import SmilesDrawer from 'smiles-drawer';
import { labelOf, partsOf, type Atom, type Label, type Part } from './atoms';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnAtom extends Atom, Point {
  readonly label: Label | null;
  /** Whether what stands beside the element is to its left, as its bonds are to the right. */
  readonly leftward: boolean;
}

export interface DrawnBond {
  readonly from: DrawnAtom;
  readonly to: DrawnAtom;
  readonly order: number;
  readonly aromatic: boolean;
  /** Of a bond at a centre of handedness, which is then `from`: towards the reader, or away. */
  readonly wedge: '' | 'up' | 'down';
}

export interface Picture {
  readonly atoms: readonly DrawnAtom[];
  readonly bonds: readonly DrawnBond[];
  /** Circles in aromatic rings. */
  readonly rings: readonly (Point & { readonly radius: number })[];
  readonly signs: readonly (Point & { readonly text: string })[];
  readonly width: number;
  readonly height: number;
}

/** Length of a bond in pixels; smiles-drawer's own is 30. */
export const bond = 30;
const margin = 18;
const gap = 26;

/** What of smiles-drawer's graph is read: its layout alone, since colours, focus and themes are the page's own. */
interface Vertex {
  readonly id: number;
  readonly position: Point;
  readonly value: { readonly element: string; readonly bracket?: unknown; readonly isStereoCenter?: boolean };
}

interface Preprocessor {
  readonly graph: {
    readonly vertices: readonly Vertex[];
    readonly edges: readonly {
      readonly sourceId: number; readonly targetId: number; readonly weight: number; readonly bondType: string;
      readonly wedge: string; readonly isPartOfAromaticRing: boolean;
    }[];
  };
  readonly rings: readonly { readonly members: readonly number[] }[];
  initDraw(tree: unknown, theme: string, infoOnly: boolean, highlights: readonly unknown[]): void;
  processGraph(): void;
  isRingAromatic(ring: unknown): boolean;
}

/** Molecules side by side in lines of at most `width` pixels, unless one alone is wider; null where one can't be drawn. */
export function layOut(text: string, width: number): Picture | null {
  const whole = {
    atoms: [] as DrawnAtom[], bonds: [] as DrawnBond[], rings: [] as Picture['rings'][number][], signs: [] as Picture['signs'][number][],
  };
  let [left, top, line, widest] = [0, 0, 0, 0];
  const parts = partsOf(text).map((part) => ({ part, drawn: draw(part) }));
  if (parts.length === 0 || parts.some(({ drawn }) => drawn === null)) {
    return null;
  }
  const lines: { from: number; top: number; height: number }[] = [];
  const placed = parts.map(({ part, drawn }) => {
    const ahead = part.before === '' ? 0 : gap;
    if (left > 0 && left + ahead + drawn!.width > width) {
      lines.push({ from: left, top, height: line });
      [left, top, line] = [0, top + line, 0];
    }
    const at = { x: left + ahead, y: top };
    left += ahead + drawn!.width;
    line = Math.max(line, drawn!.height);
    widest = Math.max(widest, left);
    return { part, drawn: drawn!, at, row: lines.length };
  });
  lines.push({ from: left, top, height: line });
  for (const { part, drawn, at, row } of placed) {
    const middle = at.y + (lines[row]?.height ?? 0) / 2;
    const y = middle - drawn.height / 2;
    const moved = new Map(drawn.atoms.map((atom) => [atom, { ...atom, x: atom.x + at.x, y: atom.y + y }]));
    whole.atoms.push(...moved.values());
    whole.bonds.push(...drawn.bonds.map((one) => ({ ...one, from: moved.get(one.from)!, to: moved.get(one.to)! })));
    whole.rings.push(...drawn.rings.map((ring) => ({ ...ring, x: ring.x + at.x, y: ring.y + y })));
    if (part.before !== '') {
      whole.signs.push({ x: at.x - gap / 2, y: middle, text: part.before });
    }
  }
  return { ...whole, width: widest, height: top + line };
}

function draw(part: Part): Omit<Picture, 'signs'> | null {
  const graph = graphOf(part.smiles);
  // Hydrogens that the library adds at centres of handedness are no atoms of the text.
  const own = graph?.graph.vertices.filter(({ value }) => value.element !== 'H' || value.bracket) ?? [];
  if (!graph || own.length !== part.atoms.length) {
    return null;
  }
  const xs = own.map(({ position }) => position.x), ys = own.map(({ position }) => position.y);
  const [x0, y0] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  const place = ({ x, y }: Point): Point => ({ x: x - x0, y: y - y0 });
  const bonds = graph.graph.edges;
  const atoms = new Map(own.map((vertex, i) => {
    const at = place(vertex.position);
    const edges = bonds.filter(({ sourceId, targetId }) => sourceId === vertex.id || targetId === vertex.id);
    const others = edges.flatMap(({ sourceId, targetId }) =>
      own.find(({ id }) => id === (sourceId === vertex.id ? targetId : sourceId)) ?? []);
    const label = labelOf(part.atoms[i]!.symbol, edges.reduce((sum, edge) => sum + orderOf(edge.bondType), 0), others.length === 0);
    const pull = others.reduce((sum, other) => sum + place(other.position).x - at.x, 0);
    return [vertex.id, { ...part.atoms[i]!, ...at, label, leftward: pull > 1 }] as const;
  }));
  const drawnBonds = bonds.flatMap((edge): DrawnBond[] => {
    const source = atoms.get(edge.sourceId), target = atoms.get(edge.targetId);
    if (!source || !target) {
      return [];
    }
    const turned = edge.wedge !== '' && !own.find(({ id }) => id === edge.sourceId)?.value.isStereoCenter;
    return [{
      from: turned ? target : source,
      to: turned ? source : target,
      order: orderOf(edge.bondType),
      aromatic: edge.isPartOfAromaticRing,
      wedge: edge.wedge === 'up' || edge.wedge === 'down' ? edge.wedge : '',
    }];
  });
  const rings = graph.rings.filter((ring) => graph.isRingAromatic(ring)).map(({ members }) => {
    const corners = members.flatMap((id) => atoms.get(id) ?? []);
    const [x, y] = [mean(corners.map((corner) => corner.x)), mean(corners.map((corner) => corner.y))];
    return { x, y, radius: 0.58 * Math.min(...corners.map((corner) => Math.hypot(corner.x - x, corner.y - y))) };
  });
  return {
    atoms: [...atoms.values()], bonds: drawnBonds, rings,
    width: Math.max(...xs) - x0 + margin, height: Math.max(...ys) - y0 + margin,
  };
}

function graphOf(smiles: string): Preprocessor | null {
  let graph: Preprocessor | null = null;
  try {
    SmilesDrawer.parse(smiles, (tree: unknown) => {
      const drawer = new SmilesDrawer.SvgDrawer({ bondLength: bond, compactDrawing: false, isomeric: true }) as unknown as
        { readonly preprocessor: Preprocessor };
      graph = drawer.preprocessor;
      graph.initDraw(tree, 'light', false, []);
      graph.processGraph();
    });
  } catch {
    return null;
  }
  return graph;
}

function orderOf(bondType: string): number {
  return { '=': 2, '#': 3, $: 4 }[bondType] ?? 1;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
