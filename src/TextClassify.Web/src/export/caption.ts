import { mostBits, signedShade, sizeColour } from '../colour/ramp';
import { parse } from '../colour/classes';
import { visible } from '../state/letters';
import { paths } from '../state/paths';
import { analysis, cloud, evidences, focus, kind, labels, language, letters, model, projection, reading, scale, span, step, theme } from '../state/store';
import { fixed, percent } from '../views/format';
import { readingOf } from '../views/readingNames';
import type { Caption, Key } from './figure';

export type Chart = 'heatmap' | 'jumps' | 'waterfall' | 'histogram' | 'surprise';

const mostLetters = 18;
const ramp = Array.from({ length: 13 }, (_, i) => i / 12);

/** The labels under a chart, and the room each of them needs. */
export function feetOf(view: Chart): { readonly labels: readonly string[]; readonly aslant: boolean; readonly band: number } {
  return view === 'surprise'
    ? { labels: letters.value?.letters.map((letter) => visible(letter.text)) ?? [], aslant: false, band: 9 }
    : { labels: analysis.value?.tokens.map(({ text }) => (text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text)) ?? [], aslant: true, band: 15 };
}

/** What a picture is of: its title, the model and how it was asked, the text, and what its colours mean. */
export function captionOf(view: Chart | 'map'): Caption {
  const served = language.value ?? model.value;
  const source = `Model ${served?.name} ${served?.version}`;
  const expected = `expected from ${readingOf(reading.value)[1]}`;
  const shown = analysis.value;
  const prediction = shown ? `; it predicts ${labels.value[shown.best]}, ${percent(shown.scores[shown.best] ?? 0)}` : '';
  const text = `“${language.value ? letters.value?.text ?? '' : shown?.text ?? ''}”`;
  const evidence = evidences.value[focus.value];
  const most = fixed(evidence?.scores.reduce((largest, score) => Math.max(largest, Math.abs(score)), 0) ?? 0);
  const share = (of: (value: number) => Key['colours'][number]) => ramp.map(of);
  const spanKey: Key[] = span.value ? [{ colours: [variable('--accent')], after: 'selected span' }] : [];
  switch (view) {
    case 'heatmap':
      return { title: 'What it expects, word by word', lines: [`${source}, ${expected}${prediction}`, text], keys: [...classKeys(), ...spanKey] };
    case 'jumps':
      return {
        title: `How far the ${kind.value} state jumps at each word`,
        lines: [`${source}, ${expected}${prediction}`, text, 'Dashed: jumps from here on label their word on the map.'],
        keys: [...classKeys(), ...spanKey],
      };
    case 'waterfall':
      return {
        title: `Evidence for ${labels.value[evidence?.target ?? 0]}, adding up to its logit`,
        lines: [`${source}, method evidence${prediction}; bias ${fixed(evidence?.bias ?? 0)}, logit ${fixed(evidence?.logit ?? 0)}`, text],
        keys: [{ before: `against −${most}`, colours: share((value) => signedShade(2 * value - 1, theme.value)), after: `+${most} for` }, ...spanKey],
      };
    case 'histogram':
      return {
        title: `Is a jump of the ${kind.value} state unusual?`,
        lines: [`${source}${prediction}`, text],
        keys: [
          { colours: [variable('--bar')], after: 'reference states, by the size of their jump' },
          { colours: [variable('--accent')], after: 'this text’s jumps' },
          { colours: [variable('--ink')], after: `the one at “${shown?.tokens[step.value]?.text ?? ''}”` },
        ],
      };
    case 'surprise':
      return {
        title: 'Surprise at each character, in bits',
        lines: [`${source}; ${fixed(letters.value?.bitsPerCharacter ?? 0)} bits a character (dashed)`, text],
        keys: [{ before: '0', colours: share((value) => sizeColour(0.25 + 0.75 * value, theme.value)), after: `${mostBits} bits and more` }, ...spanKey],
      };
    case 'map': {
      const plane = cloud.value
        ? `${cloud.value.points.count.toLocaleString('en')} reference states by ${projection.value === 'tsne' ? 't-SNE' : 'principal components'}`
        : 'plane of the states’ own largest variation';
      const texts = paths.value.map((path) => `${path.side.toUpperCase()}: “${path.analysis.text}”`);
      return { title: `Path through the ${kind.value} states`, lines: [`${source}, ${expected}${prediction}; ${plane}`, ...texts], keys: classKeys() };
    }
  }
}

function classKeys(): Key[] {
  const names = labels.value;
  const [first = '', second = ''] = names;
  return names.length === 2
    ? [{ before: first, colours: ramp.map((value) => scale.value.share(1, value)), after: `${second}, undecided in the middle` }]
    : names.map((name, label) => ({ colours: [1 / 3, 2 / 3, 1].map((share) => scale.value.share(label, (1 + share * (names.length - 1)) / names.length)), after: name }));
}

function variable(name: string) {
  return parse(getComputedStyle(document.documentElement).getPropertyValue(name));
}
