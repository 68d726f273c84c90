import type { Points } from '../answers/cloud';
import type { Viewport } from '../geometry/viewport';
import { splat, type Splat } from './raster';

/** A canvas with as many pixels as the screen has where it is shown. */
export class Layer {
  readonly context: CanvasRenderingContext2D;
  width = 0;
  height = 0;
  ratio = 1;

  /** @param opaque Whether every pixel is painted, so that the browser need not blend the canvas with what lies below. */
  constructor(readonly canvas: HTMLCanvasElement, opaque = false) {
    const context = canvas.getContext('2d', { alpha: !opaque });
    if (!context) {
      throw new Error('This browser has no 2-D canvas.');
    }
    this.context = context;
  }

  /** @param width CSS pixels. */
  resize(width: number, height: number, ratio: number): void {
    const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== pixelWidth || this.canvas.height !== pixelHeight) {
      this.canvas.width = pixelWidth;
      this.canvas.height = pixelHeight;
    }
    this.width = width;
    this.height = height;
    this.ratio = ratio;
  }

  clear(): void {
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.context.clearRect(0, 0, this.width, this.height);
  }
}

/** The reference states, painted pixel by pixel. */
export class CloudLayer extends Layer {
  #image: ImageData | null = null;

  constructor(canvas: HTMLCanvasElement) {
    super(canvas, true);
  }

  /** @param paper The background, 0xAABBGGRR. */
  paint(points: Splat | null, view: Viewport, radius: number, paper: number): void {
    const { width, height } = this.canvas;
    if (width === 0 || height === 0) {
      return;
    }
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = this.context.createImageData(width, height);
    }
    new Uint32Array(this.#image.data.buffer).fill(paper);
    if (points) {
      splat(points, view, this.ratio, radius, this.#image.data, width, height);
    }
    this.context.putImageData(this.#image, 0, 0);
  }
}

export interface PointLook {
  readonly colour: (point: number) => number;
  readonly opacity: (point: number) => number;
}

/** Points with their colours and opacities. They are made anew only when the look changes, so that panning only moves them. */
export function toSplat(points: Points, principal: boolean, look: PointLook): Splat {
  return {
    count: points.count,
    x: principal ? points.principalX : points.x,
    y: principal ? points.principalY : points.y,
    colour: Uint32Array.from({ length: points.count }, (_, i) => look.colour(i)),
    opacity: Uint8Array.from({ length: points.count }, (_, i) => look.opacity(i)),
  };
}
