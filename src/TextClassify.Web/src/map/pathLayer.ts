import { interpolateViridis } from 'd3-scale-chromatic';
import { stepBefore, type StateKind } from '../answers/analysis';
import { parseColour, type ClassScale } from '../colour/classes';
import { css } from '../colour/contrast';
import { toPixel, type Viewport } from '../geometry/viewport';
import { contains, type Span } from '../state/cursor';
import type { Path } from '../state/map/paths';
import { Layer } from './layers';
import type { Taken } from './place';

export interface PathLook {
  readonly kind: StateKind;
  readonly scale: ClassScale;
  readonly colour: 'expected' | 'time';
  readonly width: 'even' | 'jump' | 'time';
  readonly size: number;
  readonly largestJump: number;
  readonly ink: string;
  readonly paper: string;
  readonly span: Span | null;
  /** A state above this percentile of the distance to the reference states is drawn hollow. */
  readonly farPercentile: number;
}

/**
 * A text's path: a line from state to state, a dashed ring at the start and a full one at the end.
 * A state far from every reference state is drawn hollow, because its place on the map means little.
 */
export class PathLayer extends Layer {
  draw(path: Path, expected: readonly (readonly number[])[], view: Viewport, look: PathLook): void {
    const count = path.x.length;
    const at = (step: number) => toPixel(view, path.x[step] ?? 0, path.y[step] ?? 0);
    const dim = (step: number) => look.span !== null && !contains(look.span, step);
    const { context } = this;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const under of [true, false]) {
      for (let step = 0; step < count; step++) {
        const before = stepBefore(look.kind, step, count);
        if (before === null) {
          continue;
        }
        context.globalAlpha = dim(step) ? 0.4 : 1;
        context.lineWidth = thickness(path, step, count, look) + (under ? 3 : 0);
        context.strokeStyle = under ? look.paper : colourOf(expected, step, count, look);
        context.setLineDash(path.side === 'b' && !under ? [7, 5] : []);
        this.#line(at(before), at(step), !under);
      }
    }
    context.setLineDash([]);
    for (let step = 0; step < count; step++) {
      context.globalAlpha = dim(step) ? 0.45 : 1;
      this.#dot(at(step), 3, colourOf(expected, step, count, look), look, (path.percentile[step] ?? 0) > look.farPercentile);
    }
    context.globalAlpha = 1;
    if (count > 0) {
      const [first, last] = look.kind === 'backward' ? [count - 1, 0] : [0, count - 1];
      this.#end(at(first), `${path.side.toUpperCase()} start`, false, look);
      this.#end(at(last), `${path.side.toUpperCase()} end`, true, look);
    }
  }

  #line([x0, y0]: [number, number], [x1, y1]: [number, number], arrow: boolean): void {
    const { context } = this;
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (!arrow || length < 28) {
      return;
    }
    const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
    const [mx, my] = [(x0 + x1) / 2 + ux * 4, (y0 + y1) / 2 + uy * 4];
    context.save();
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(mx - ux * 7 - uy * 4, my - uy * 7 + ux * 4);
    context.lineTo(mx, my);
    context.lineTo(mx - ux * 7 + uy * 4, my - uy * 7 - ux * 4);
    context.stroke();
    context.restore();
  }

  #dot([x, y]: [number, number], radius: number, colour: string, look: PathLook, hollow: boolean): void {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = hollow ? look.paper : colour;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = look.ink;
    context.stroke();
  }

  #end([x, y]: [number, number], words: string, end: boolean, look: PathLook): void {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, 7, 0, 2 * Math.PI);
    context.lineWidth = end ? 3 : 2;
    context.setLineDash(end ? [] : [3, 2.5]);
    context.strokeStyle = look.ink;
    context.stroke();
    context.setLineDash([]);
    context.font = '600 11px Inter, system-ui, sans-serif';
    halo(context, words, x + 11, y + 15, look.ink, look.paper);
  }
}

/** The boxes that the names of a path's ends fill, each as wide as the longest name. */
export function endBoxes(path: Path, view: Viewport): Taken[] {
  return [...new Set([0, path.x.length - 1])].filter((step) => step >= 0).map((step) => {
    const [x, y] = toPixel(view, path.x[step] ?? 0, path.y[step] ?? 0);
    return { x0: x + 9, x1: x + 52, y0: y + 4, y1: y + 19 };
  });
}

/** Words with an outline in the paper's colour, to be read on any ground. */
export function halo(context: CanvasRenderingContext2D, words: string, x: number, y: number, ink: string, paper: string): void {
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = paper;
  context.strokeText(words, x, y);
  context.fillStyle = ink;
  context.fillText(words, x, y);
}

function thickness(path: Path, step: number, count: number, look: PathLook): number {
  const jump = (path.analysis.distance[look.kind][step] ?? 0) / look.largestJump;
  const share = look.width === 'jump' ? Math.min(1, jump) : look.width === 'time' ? step / Math.max(1, count - 1) : 0.35;
  return look.size * (0.6 + 2 * share);
}

function colourOf(expected: readonly (readonly number[])[], step: number, count: number, look: PathLook): string {
  if (look.colour === 'expected') {
    return css(look.scale.state(expected[step] ?? []));
  }
  const time = step / Math.max(1, count - 1);
  return css(parseColour(interpolateViridis(look.scale.theme === 'light' ? 0.85 * (1 - time) : 0.25 + 0.75 * time)));
}
