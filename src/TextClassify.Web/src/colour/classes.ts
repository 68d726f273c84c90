import { interpolateLab } from 'd3-interpolate';
import { argmax } from '../numbers/reduce';
import type { Rgb } from './contrast';

export type Theme = 'light' | 'dark';

/** Okabe and Ito's colours, which every kind of colour vision tells apart, without their black: text is black. */
const okabeIto = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#f0e442'];

const neutral = { light: '#e6e7ea', dark: '#3b404b' };

/** Two classes share one scale with its knot at one half, as in Garcia, Munz and Weiskopf (2021). */
const twoClasses = {
  light: ['#b0005a', '#e2639f', neutral.light, '#4d9fd1', '#0369a8'],
  dark: ['#ff5fa8', '#b3487c', neutral.dark, '#3f80b0', '#5cb8ff'],
};
const twoClassStops = [0, 0.1, 0.5, 0.9, 1];

/** Colours of expected predictions: hue is the class, strength the confidence. */
export interface ClassScale {
  readonly theme: Theme;
  /** The probability that has no colour: the likeliest class has no less. */
  readonly least: number;
  /** A class at full confidence. */
  pure(label: number): Rgb;
  /** One probability of one class, from nothing to certain. */
  share(label: number, probability: number): Rgb;
  /** The likeliest class at its confidence. */
  state(probabilities: readonly number[]): Rgb;
}

/** @param independent Whether each class is scored on its own: then the likeliest may have less than its part of one. */
export function classScale(labelCount: number, theme: Theme, independent = false): ClassScale {
  const least = independent ? 0 : 1 / Math.max(1, labelCount);
  const share = labelCount === 2 && !independent ? twoClassShare(theme) : manyClassShare(labelCount, least, theme);
  return {
    theme,
    least,
    pure: (label) => share(label, 1),
    share,
    state(probabilities) {
      const best = argmax(probabilities);
      return share(best, probabilities[best] ?? 0);
    },
  };
}

function twoClassShare(theme: Theme) {
  const ramp = piecewise(twoClasses[theme], twoClassStops);
  return (label: number, probability: number) => ramp(label === 1 ? probability : 1 - probability);
}

function manyClassShare(labelCount: number, least: number, theme: Theme) {
  const ramps = Array.from({ length: labelCount }, (_, label) =>
    interpolateLab(neutral[theme], okabeIto[label % okabeIto.length] ?? neutral[theme]),
  );
  return (label: number, probability: number) => {
    const strength = Math.max(0, Math.min(1, least < 1 ? (probability - least) / (1 - least) : 1));
    return parseColour(ramps[label]?.(strength) ?? '');
  };
}

function piecewise(colours: readonly string[], stops: readonly number[]) {
  const pieces = stops.slice(1).map((_, i) => interpolateLab(colours[i] ?? '', colours[i + 1] ?? ''));
  return (value: number): Rgb => {
    let i = 0;
    while (i < pieces.length - 1 && value > (stops[i + 1] ?? 1)) {
      i++;
    }
    const low = stops[i] ?? 0;
    const high = stops[i + 1] ?? 1;
    return parseColour(pieces[i]?.(Math.max(0, Math.min(1, (value - low) / (high - low)))) ?? '');
  };
}

export function parseColour(colour: string): Rgb {
  const [r = 0, g = 0, b = 0] = colour.startsWith('#')
    ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/\d+(\.\d+)?/g) ?? []).map((channel) => Math.round(Number(channel)));
  return [r, g, b];
}
