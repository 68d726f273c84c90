import { interpolateLab } from 'd3-interpolate';
import { parseColour, type Theme } from './classes';
import type { Rgb } from './contrast';

/** Every ramp begins at the card's own colour, which means nothing. The signed ramps end at ColorBrewer's PuOr, like the scores' marks. */
const nothing = { light: '#eef0f4', dark: '#262c38' };
const most = { light: '#b3400e', dark: '#ff9d66' };
const above = { light: '#4a2a85', dark: '#b6a6e3' };
const below = { light: '#a4560a', dark: '#f5a54a' };

const size = { light: interpolateLab(nothing.light, most.light), dark: interpolateLab(nothing.dark, most.dark) };
const up = { light: interpolateLab(nothing.light, above.light), dark: interpolateLab(nothing.dark, above.dark) };
const down = { light: interpolateLab(nothing.light, below.light), dark: interpolateLab(nothing.dark, below.dark) };

/** Bits of surprise that have the full colour. */
export const mostBits = 8;

/** @param share Of the largest, 0 to 1. */
export function sizeColour(share: number, theme: Theme): Rgb {
  return parseColour(size[theme](Math.max(0, Math.min(1, share))));
}

/** The colour of a bar of surprise: stronger than the ground of the same share, so that the weakest is seen on the card. */
export function surpriseMark(share: number, theme: Theme): Rgb {
  return sizeColour(0.25 + 0.75 * share, theme);
}

/** @param share Of the largest size, -1 to 1; nothing has the card's own colour. */
export function signedShade(share: number, theme: Theme): Rgb {
  return parseColour((share >= 0 ? up : down)[theme](Math.min(1, Math.abs(share))));
}
