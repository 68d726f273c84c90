import type { Box } from './box';

/** Map units to CSS pixels: pixel = unit * k + offset; y grows downwards in both. */
export interface Viewport {
  readonly k: number;
  readonly dx: number;
  readonly dy: number;
}

/** Shows the whole box, in the middle, with a margin in pixels. */
export function fit(box: Box, width: number, height: number, margin: number): Viewport {
  const spanX = Math.max(box.x1 - box.x0, 1e-6);
  const spanY = Math.max(box.y1 - box.y0, 1e-6);
  const k = Math.max(1e-6, Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY));
  return { k, dx: width / 2 - (k * (box.x0 + box.x1)) / 2, dy: height / 2 - (k * (box.y0 + box.y1)) / 2 };
}

export function pan(view: Viewport, dx: number, dy: number): Viewport {
  return { k: view.k, dx: view.dx + dx, dy: view.dy + dy };
}

/** Zooms by a factor; what is under the pixel stays there. */
export function zoom(view: Viewport, factor: number, px: number, py: number): Viewport {
  return { k: view.k * factor, dx: px - (px - view.dx) * factor, dy: py - (py - view.dy) * factor };
}

export function toPixel(view: Viewport, x: number, y: number): [number, number] {
  return [x * view.k + view.dx, y * view.k + view.dy];
}

export function toUnit(view: Viewport, px: number, py: number): [number, number] {
  return [(px - view.dx) / view.k, (py - view.dy) / view.k];
}
