import { effect, signal } from '@preact/signals';
import { expectedOf } from '../answers/analysis';
import { boxOf } from '../geometry/box';
import { fit, pan, toPixel, toUnit, zoom, type Viewport } from '../geometry/viewport';
import { goTo, pointAt } from '../state/actions';
import { largestJump } from '../state/map/jumps';
import { autoLabels } from '../state/map/labels';
import { lineColour, lineSize, lineWidth, pointSize, projection, labelRules } from '../state/map/look';
import { cloud } from '../state/map/maps';
import { paths, type Path } from '../state/map/paths';
import { chosenPoint, hoverPoint, lassoTool, pointIndex } from '../state/map/points';
import { scale } from '../state/models';
import { theme } from '../state/page';
import { kind, reading } from '../state/reading';
import { lasso, span, step } from '../state/selection';
import { focus } from '../state/texts';
import { CloudLayer, Layer } from './layers';
import { endBoxes, halo, PathLayer, type PathLook } from './pathLayer';
import { placeWords } from './place';
import { paintedPoints } from './pointLook';

/** The ground of the map, as CSS names it and as a pixel 0xAABBGGRR, and the colour of what is drawn on it. */
const paper = {
  light: { css: '#ffffff', pixel: 0xffffffff, ink: '#1d2433' },
  dark: { css: '#1a1e27', pixel: 0xff271e1a, ink: '#f1f3f7' },
};
const margin = 36;
/** How near the pointer must be to a step or a reference state to mean it. */
const reachPixels = 12;
const farPercentile = 99;

/** The map's three canvases and what the pointer does on them. A canvas is painted anew only when something that it shows changed. */
export class MapView {
  readonly view = signal<Viewport>({ k: 1, dx: 0, dy: 0 });
  readonly size = signal({ width: 0, height: 0, ratio: 1 });
  /** The lasso while it is being drawn. */
  readonly #draft = signal<readonly number[] | null>(null);
  readonly #stops: (() => void)[] = [];
  /** What was shown when the view was last fitted to it. */
  #fittedTo = '';
  #frames = new Map<string, number>();

  constructor(
    private readonly cloudLayer: CloudLayer,
    private readonly pathLayer: PathLayer,
    private readonly topLayer: Layer,
  ) {
    this.#stops.push(
      effect(() => this.#follow()),
      effect(() => this.#schedule('cloud', this.#cloudPainter())),
      effect(() => this.#schedule('paths', this.#pathPainter())),
      effect(() => this.#schedule('top', this.#topPainter())),
    );
  }

  stop(): void {
    this.#stops.forEach((stop) => stop());
    this.#frames.forEach((frame) => cancelAnimationFrame(frame));
  }

  resize(width: number, height: number, ratio: number): void {
    for (const layer of [this.cloudLayer, this.pathLayer, this.topLayer]) {
      layer.resize(width, height, ratio);
    }
    this.size.value = { width, height, ratio };
  }

  showAll(): void {
    const points = paintedPoints.value;
    const x = paths.value.flatMap((path) => Array.from(path.x));
    const y = paths.value.flatMap((path) => Array.from(path.y));
    const own = boxOf(x, y);
    const all = points ? boxOf(points.x, points.y) : own;
    const box = { x0: Math.min(own.x0, all.x0), y0: Math.min(own.y0, all.y0), x1: Math.max(own.x1, all.x1), y1: Math.max(own.y1, all.y1) };
    if (Number.isFinite(box.x0)) {
      this.view.value = fit(box, this.size.value.width, this.size.value.height, margin);
    }
  }

  zoomBy(factor: number, x = this.size.value.width / 2, y = this.size.value.height / 2): void {
    this.view.value = zoom(this.view.value, factor, x, y);
  }

  panBy(dx: number, dy: number): void {
    this.view.value = pan(this.view.value, dx, dy);
  }

  /** Points at what is under a pixel; a step of a text goes before a reference state. */
  hoverAt(px: number, py: number): void {
    const near = this.#stepAt(px, py);
    if (near) {
      hoverPoint.value = null;
      pointAt(near.step, near.path.side);
      return;
    }
    pointAt(null);
    const [x, y] = toUnit(this.view.value, px, py);
    hoverPoint.value = pointIndex.value?.nearest(x, y, reachPixels / this.view.value.k) ?? null;
  }

  clickAt(px: number, py: number, grow: boolean): void {
    const near = this.#stepAt(px, py);
    if (near) {
      goTo(near.step, grow, near.path.side);
    } else {
      chosenPoint.value = hoverPoint.value;
    }
  }

  startLasso(px: number, py: number): void {
    this.#draft.value = toUnit(this.view.value, px, py);
  }

  drawLasso(px: number, py: number): void {
    const [x, y] = toUnit(this.view.value, px, py);
    const draft = this.#draft.value ?? [];
    const far = Math.hypot(x - (draft.at(-2) ?? x), y - (draft.at(-1) ?? y)) * this.view.value.k;
    if (far > 4) {
      this.#draft.value = [...draft, x, y];
    }
  }

  endLasso(): void {
    const draft = this.#draft.value ?? [];
    this.#draft.value = null;
    lassoTool.value = false;
    lasso.value = draft.length >= 6 ? draft : null;
  }

  #stepAt(px: number, py: number): { path: Path; step: number } | null {
    let best: { path: Path; step: number } | null = null;
    let least = reachPixels;
    for (const path of paths.value) {
      for (let at = 0; at < path.x.length; at++) {
        const [x, y] = toPixel(this.view.value, path.x[at] ?? 0, path.y[at] ?? 0);
        const far = Math.hypot(x - px, y - py);
        if (far < least) {
          least = far;
          best = { path, step: at };
        }
      }
    }
    return best;
  }

  /** Shows everything whenever another map, or without a map another text, is shown. */
  #follow(): void {
    const { width, height } = this.size.value;
    const shown = cloud.value
      ? `${cloud.value.id} ${projection.value}`
      : paths.value.map((path) => path.analysis.text).join('|') + kind.value;
    const key = `${width} ${height} ${shown}`;
    if (width > 0 && key !== this.#fittedTo && (cloud.value || paths.value.length > 0)) {
      this.#fittedTo = key;
      this.showAll();
    }
  }

  #schedule(name: string, paint: () => void): void {
    cancelAnimationFrame(this.#frames.get(name) ?? 0);
    this.#frames.set(name, requestAnimationFrame(paint));
  }

  #cloudPainter(): () => void {
    const [points, view, radius, ground] = [paintedPoints.value, this.view.value, pointSize.value, paper[theme.value].pixel];
    void this.size.value;
    return () => this.cloudLayer.paint(points, view, radius, ground);
  }

  #look(): PathLook {
    return {
      kind: kind.value,
      scale: scale.value,
      colour: lineColour.value,
      width: lineWidth.value,
      size: lineSize.value,
      largestJump: largestJump.value,
      ink: paper[theme.value].ink,
      paper: paper[theme.value].css,
      span: span.value,
      farPercentile,
    };
  }

  #pathPainter(): () => void {
    const [shown, view, look, chosen, front] = [paths.value, this.view.value, this.#look(), reading.value, focus.value];
    void this.size.value;
    const ordered = [...shown].sort((a, b) => Number(a.side === front) - Number(b.side === front));
    return () => {
      this.pathLayer.clear();
      for (const path of ordered) {
        const ownLook = path.side === front ? look : { ...look, span: null };
        this.pathLayer.draw(path, expectedOf(path.analysis, chosen), view, ownLook);
      }
      this.#tellDrawn(shown);
    };
  }

  /** Says on the page which text's path is drawn, for those who measure how long it took. */
  #tellDrawn(shown: readonly Path[]): void {
    const first = shown.find((path) => path.side === 'a');
    const frame = this.pathLayer.canvas.parentElement;
    if (first && frame && frame.dataset['drawn'] !== String(first.analysis.text.length)) {
      frame.dataset['drawn'] = String(first.analysis.text.length);
      performance.mark('drawn');
    }
  }

  #topPainter(): () => void {
    const path = paths.value.find((item) => item.side === focus.value) ?? paths.value[0];
    const [view, at, look] = [this.view.value, step.value, this.#look()];
    const [draft, area, hovered] = [this.#draft.value, lasso.value, hoverPoint.value];
    const words = path ? this.#words(path, view) : [];
    const ends = paths.value.flatMap((item) => endBoxes(item, view));
    const points = paintedPoints.value;
    void this.size.value;
    return () => {
      this.topLayer.clear();
      this.#outline(draft ?? area, view, look);
      const { context } = this.topLayer;
      context.font = '500 12px Inter, system-ui, sans-serif';
      const wanted = words.map((item) => ({ ...item, width: context.measureText(item.words).width }));
      for (const word of placeWords(wanted, this.topLayer.width, this.topLayer.height, ends)) {
        halo(context, word.words, word.x, word.y, look.ink, look.paper);
      }
      if (path && at < path.x.length) {
        this.#ring(toPixel(view, path.x[at] ?? 0, path.y[at] ?? 0), 9, look);
      }
      if (points && hovered !== null) {
        this.#ring(toPixel(view, points.x[hovered] ?? 0, points.y[hovered] ?? 0), 6, look);
      }
    };
  }

  /** The words to write beside their states, the one at the step in sight first: it finds room before the others. */
  #words(path: Path, view: Viewport) {
    const { analysis } = path;
    const [distance, expected] = [analysis.distance[kind.value], expectedOf(analysis, reading.value)];
    const found = autoLabels(labelRules.value, kind.value, distance, largestJump.value, expected);
    found.set(step.value, ['class']);
    return [...found.keys()].sort((a, b) => Number(b === step.value) - Number(a === step.value)).flatMap((at) => {
      const [x, y] = toPixel(view, path.x[at] ?? 0, path.y[at] ?? 0);
      const token = analysis.tokens[at];
      return token ? [{ words: token.text, x, y }] : [];
    });
  }

  #ring([x, y]: [number, number], radius: number, look: PathLook): void {
    const { context } = this.topLayer;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = 5;
    context.strokeStyle = look.paper;
    context.stroke();
    context.lineWidth = 2;
    context.strokeStyle = look.ink;
    context.stroke();
  }

  #outline(corners: readonly number[] | null, view: Viewport, look: PathLook): void {
    if (!corners || corners.length < 4) {
      return;
    }
    const { context } = this.topLayer;
    context.beginPath();
    for (let i = 0; i < corners.length; i += 2) {
      context.lineTo(...toPixel(view, corners[i] ?? 0, corners[i + 1] ?? 0));
    }
    context.closePath();
    context.setLineDash([5, 4]);
    context.lineWidth = 1.5;
    context.strokeStyle = look.ink;
    context.stroke();
    context.setLineDash([]);
  }
}
