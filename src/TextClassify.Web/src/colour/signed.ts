import { interpolatePuOr } from 'd3-scale-chromatic';
import { parse, type Theme } from './classes';
import type { Rgb } from './contrast';

/** ColorBrewer's PuOr from purple, which speaks for, to orange, against; the pale middle is left out, where a bar would not be seen. */
const reach = { light: { weakest: 0.34, strongest: 0.45 }, dark: { weakest: 0.3, strongest: 0.14 } };

/** @param share Score over the view's largest, -1 to 1. */
export function signedColour(share: number, theme: Theme): Rgb {
  const { weakest, strongest } = reach[theme];
  const size = weakest + (strongest - weakest) * Math.min(1, Math.abs(share));
  return parse(interpolatePuOr(share >= 0 ? 0.5 - size : 0.5 + size));
}
