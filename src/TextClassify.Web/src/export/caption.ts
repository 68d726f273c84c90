import { parseColour } from '../colour/classes';
import type { Rgb } from '../colour/contrast';
import { mostBits, signedShade, surpriseMark } from '../colour/ramp';
import { fixed, percent } from '../numbers/format';
import { largestSize } from '../numbers/reduce';
import { letters } from '../state/letters';
import { projection } from '../state/map/look';
import { cloud } from '../state/map/maps';
import { paths } from '../state/map/paths';
import { labels, language, model, scale } from '../state/models';
import { theme } from '../state/page';
import { analysis, evidences, kind, reading } from '../state/reading';
import { span, step } from '../state/selection';
import { focus } from '../state/texts';
import { visibleCharacter } from '../words/characters';
import { readingOf } from '../words/names';
import type { Caption, Key } from './figure';

export type Chart = 'heatmap' | 'jumps' | 'waterfall' | 'histogram' | 'surprise';

const mostLetters = 18;
const ramp = Array.from({ length: 13 }, (_, i) => i / 12);

/** The labels under a chart, whether they lie aslant, and the pixels of width that each needs. */
export interface Feet {
  readonly labels: readonly string[];
  readonly aslant: boolean;
  readonly band: number;
}

export function feetOf(view: Chart): Feet {
  if (view === 'surprise') {
    return { labels: letters.value?.letters.map((letter) => visibleCharacter(letter.text)) ?? [], aslant: false, band: 9 };
  }
  const clip = (word: string) => (word.length > mostLetters ? `${word.slice(0, mostLetters - 1)}…` : word);
  return { labels: analysis.value?.tokens.map((token) => clip(token.text)) ?? [], aslant: true, band: 15 };
}

/** What a picture is of: its title, the model and how it was asked, the text, and what its colours mean. */
export function captionOf(view: Chart | 'map'): Caption {
  switch (view) {
    case 'heatmap':
      return {
        title: 'What it expects, word by word',
        lines: [`${source()}, ${expected()}`, quoted()],
        keys: [...classKeys(), ...spanKeys()],
      };
    case 'jumps':
      return {
        title: `How far the ${kind.value} state jumps at each word`,
        lines: [`${source()}, ${expected()}`, quoted(), 'Dashed: jumps from here on label their word on the map.'],
        keys: [...classKeys(), ...spanKeys()],
      };
    case 'waterfall':
      return ofWaterfall();
    case 'histogram':
      return {
        title: `Is a jump of the ${kind.value} state unusual?`,
        lines: [source(), quoted()],
        keys: [
          { colours: [variable('--bar')], after: 'reference states, by the size of their jump' },
          { colours: [variable('--accent')], after: 'this text’s jumps' },
          { colours: [variable('--ink')], after: `the one at “${analysis.value?.tokens[step.value]?.text ?? ''}”` },
        ],
      };
    case 'surprise':
      return {
        title: 'Surprise at each character, in bits',
        lines: [`${source()}; ${fixed(letters.value?.bitsPerCharacter ?? 0)} bits a character (dashed)`, quoted()],
        keys: [ramped('0', (value) => surpriseMark(value, theme.value), `${mostBits} bits and more`), ...spanKeys()],
      };
    case 'map':
      return {
        title: `Path through the ${kind.value} states`,
        lines: [
          `${source()}, ${expected()}; ${plane()}`,
          ...paths.value.map((path) => `${path.side.toUpperCase()}: “${path.analysis.text}”`),
        ],
        keys: classKeys(),
      };
  }
}

function ofWaterfall(): Caption {
  const { target = 0, bias = 0, logit = 0, scores = [] } = evidences.value[focus.value] ?? {};
  const most = fixed(largestSize(scores));
  return {
    title: `Evidence for ${labels.value[target]}, adding up to its logit`,
    lines: [`${source()}, method evidence; bias ${fixed(bias)}, logit ${fixed(logit)}`, quoted()],
    keys: [ramped(`against −${most}`, (value) => signedShade(2 * value - 1, theme.value), `+${most} for`), ...spanKeys()],
  };
}

export function source(): string {
  const served = language.value ?? model.value;
  const shown = analysis.value;
  const prediction = shown && !language.value ? ` predicts ${labels.value[shown.best]}, ${percent(shown.scores[shown.best] ?? 0)}` : '';
  return `Model ${served?.name} ${served?.version}${prediction}`;
}

function expected(): string {
  return `expected from ${readingOf(reading.value)[1]}`;
}

export function quoted(): string {
  return `“${(language.value ? letters.value?.text : analysis.value?.text) ?? ''}”`;
}

function plane(): string {
  const shown = cloud.value;
  return shown
    ? `${shown.points.count.toLocaleString('en')} reference states by ${projection.value === 'tsne' ? 't-SNE' : 'principal components'}`
    : 'plane of the states’ own largest variation';
}

function spanKeys(): Key[] {
  return span.value ? [{ colours: [variable('--accent')], after: 'selected span' }] : [];
}

function classKeys(): Key[] {
  const names = labels.value;
  const [first = '', second = ''] = names;
  if (names.length === 2) {
    return [ramped(first, (value) => scale.value.share(1, value), `${second}, undecided in the middle`)];
  }
  const chance = 1 / names.length;
  return names.map((name, label) => ({
    colours: [1 / 3, 2 / 3, 1].map((strength) => scale.value.share(label, chance + strength * (1 - chance))),
    after: name,
  }));
}

export function ramped(before: string, colour: (value: number) => Rgb, after: string): Key {
  return { before, colours: ramp.map(colour), after };
}

function variable(name: string): Rgb {
  return parseColour(getComputedStyle(document.documentElement).getPropertyValue(name));
}
