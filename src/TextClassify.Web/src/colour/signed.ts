import { interpolatePuOr } from 'd3-scale-chromatic';
import { parseColour, type Theme } from './classes';
import type { Rgb } from './contrast';

/**
 * Which parts of ColorBrewer's PuOr are used, as distances from its middle: purple speaks for a class, orange against it.
 * The pale middle is left out, because a bar of that colour would not be seen.
 */
const reach = { light: { weakest: 0.34, strongest: 0.45 }, dark: { weakest: 0.3, strongest: 0.14 } };

/** @param share Score over the view's largest, -1 to 1. */
export function signedColour(share: number, theme: Theme): Rgb {
  const { weakest, strongest } = reach[theme];
  const size = weakest + (strongest - weakest) * Math.min(1, Math.abs(share));
  return parseColour(interpolatePuOr(share >= 0 ? 0.5 - size : 0.5 + size));
}
