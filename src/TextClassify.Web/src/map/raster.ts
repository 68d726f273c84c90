import type { Viewport } from '../geometry/viewport';

/** Points to be painted straight into pixels: 50,000 of them in a few milliseconds, with the same pixels on every machine. */
export interface Splat {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Colour by point, 0xBBGGRR. */
  readonly colour: Uint32Array;
  /** Opacity by point, 0 to 255; 0 is not painted. */
  readonly opacity: Uint8Array;
}

/** A disc's pixels around its middle, and how much of each it covers, 0 to 255. */
interface Disc {
  readonly dx: Int8Array;
  readonly dy: Int8Array;
  readonly cover: Uint8Array;
  readonly reach: number;
}

export function disc(radius: number): Disc {
  const reach = Math.ceil(radius);
  const pixels: [number, number, number][] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const cover = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(dx, dy)));
      if (cover > 0) {
        pixels.push([dx, dy, Math.round(cover * 255)]);
      }
    }
  }
  return {
    dx: Int8Array.from(pixels, (pixel) => pixel[0]),
    dy: Int8Array.from(pixels, (pixel) => pixel[1]),
    cover: Uint8Array.from(pixels, (pixel) => pixel[2]),
    reach,
  };
}

/**
 * Paints over `pixels`, which hold an opaque background.
 * @param ratio Device pixels a CSS pixel; the view is in CSS pixels, the radius too.
 */
export function splat(
  points: Splat,
  view: Viewport,
  ratio: number,
  radius: number,
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
): void {
  const { dx, dy, cover, reach } = disc(radius * ratio);
  const k = view.k * ratio;
  const ox = view.dx * ratio;
  const oy = view.dy * ratio;
  for (let i = 0; i < points.count; i++) {
    const opacity = points.opacity[i]!;
    const px = Math.round(points.x[i]! * k + ox);
    const py = Math.round(points.y[i]! * k + oy);
    if (opacity === 0 || px < reach || py < reach || px >= width - reach || py >= height - reach) {
      continue;
    }
    const colour = points.colour[i]!;
    const r = colour & 255;
    const g = (colour >> 8) & 255;
    const b = (colour >> 16) & 255;
    for (let j = 0; j < dx.length; j++) {
      const at = 4 * ((py + dy[j]!) * width + px + dx[j]!);
      const alpha = (opacity * cover[j]!) >> 8;
      pixels[at] = pixels[at]! + (((r - pixels[at]!) * alpha) >> 8);
      pixels[at + 1] = pixels[at + 1]! + (((g - pixels[at + 1]!) * alpha) >> 8);
      pixels[at + 2] = pixels[at + 2]! + (((b - pixels[at + 2]!) * alpha) >> 8);
    }
  }
}
