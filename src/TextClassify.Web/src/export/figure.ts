import { css, type Rgb } from '../colour/contrast';

/** A colour or a run of them, and what it stands for. */
export interface Key {
  readonly before?: string;
  readonly colours: readonly Rgb[];
  readonly after: string;
}

/** What a saved picture says beside its drawing: it must be understood without the page. */
export interface Caption {
  readonly title: string;
  readonly lines: readonly string[];
  readonly keys: readonly Key[];
}

/** A label under the drawing, from its left edge. */
export interface Foot {
  readonly x: number;
  readonly text: string;
}

export interface Drawing {
  /** Null for one that is painted on the sheet afterwards. */
  readonly picture: SVGSVGElement | null;
  /** All it covers, past its own frame too. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly feet: readonly Foot[];
  /** Whether the labels are words, which lie aslant, or single characters. */
  readonly aslant: boolean;
}

export interface Sheet {
  readonly svg: SVGSVGElement;
  readonly width: number;
  readonly height: number;
  /** Where the drawing's own origin lies. */
  readonly x: number;
  readonly y: number;
}

const pad = 20;
const line = 18;
const size = 12;
const mostLines = 4;
const slant = 50;
const swatch = 10;

/** Sets a drawing in a sheet with its title, words and keys; the sheet holds all of it. */
export function layOut(drawing: Drawing, caption: Caption): Sheet {
  const look = getComputedStyle(document.documentElement);
  const [ink, quiet, paper] = ['--ink', '--quiet', '--card'].map((name) => look.getPropertyValue(name)) as [string, string, string];
  const family = getComputedStyle(document.body).fontFamily;
  const ruler = new OffscreenCanvas(1, 1).getContext('2d')!;
  const length = (words: string, font = `${size}px ${family}`) => {
    ruler.font = font;
    return ruler.measureText(words).width;
  };
  const { box, feet } = drawing;
  const inner = Math.max(box.width, 320);
  const svg = make('svg', { 'font-family': family, 'font-size': size, fill: quiet }) as SVGSVGElement;
  const write = (words: string, x: number, y: number, more: Attributes = {}) => svg.append(make('text', { x, y, ...more }, words));

  svg.append(make('title', {}, caption.title), make('rect', { width: '100%', height: '100%', fill: paper }));
  let y = pad + 14;
  for (const words of wrap(caption.title, inner, (part) => length(part, `600 16px ${family}`))) {
    write(words, pad, y, { 'font-size': 16, 'font-weight': 600, fill: ink });
    y += 22;
  }
  for (const words of caption.lines.flatMap((text) => wrap(text, inner, length))) {
    write(words, pad, y);
    y += line;
  }

  const [x0, y0] = [pad - box.x, y - box.y];
  if (drawing.picture) {
    drawing.picture.setAttribute('x', `${x0}`);
    drawing.picture.setAttribute('y', `${y0}`);
    drawing.picture.setAttribute('overflow', 'visible');
    svg.append(drawing.picture);
  }
  y += box.height;

  if (feet.length > 0) {
    const top = y + 12;
    for (const { x, text } of feet) {
      write(text, x0 + x, top, drawing.aslant
        ? { 'text-anchor': 'end', fill: ink, transform: `rotate(${-slant} ${x0 + x} ${top})` }
        : { 'text-anchor': 'middle', fill: ink, 'font-family': 'monospace' });
    }
    const longest = feet.reduce((most, { text }) => Math.max(most, length(text)), 0);
    y = top + (drawing.aslant ? longest * Math.sin((slant * Math.PI) / 180) : 0) + 8;
  }

  y += line;
  let x = pad;
  for (const { before = '', colours, after } of caption.keys) {
    const ends = before === '' ? 0 : length(before) + 6;
    const width = ends + colours.length * swatch + 6 + length(after);
    if (x > pad && x + width > pad + inner) {
      x = pad;
      y += line;
    }
    write(before, x, y);
    colours.forEach((colour, i) => svg.append(make('rect', { x: x + ends + i * swatch, y: y - 10, width: swatch, height: 12, fill: css(colour) })));
    write(after, x + width - length(after), y);
    x += width + 22;
  }

  const [width, height] = [Math.ceil(inner + 2 * pad), Math.ceil(y + pad)];
  for (const [name, value] of Object.entries({ xmlns: svg.namespaceURI, width, height, viewBox: `0 0 ${width} ${height}` })) {
    svg.setAttribute(name, `${value}`);
  }
  return { svg, width, height, x: x0, y: y0 };
}

type Attributes = Readonly<Record<string, string | number>>;

function make(name: string, attributes: Attributes, words = ''): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, `${value}`);
  }
  element.textContent = words;
  return element;
}

/** Breaks a text at blanks into lines no wider than `width`; what is past the last line gives way to a sign. */
export function wrap(text: string, width: number, length: (words: string) => number): string[] {
  const lines: string[] = [];
  let held = '';
  for (const word of text.split(/\s+/)) {
    const longer = held === '' ? word : `${held} ${word}`;
    if (held !== '' && length(longer) > width) {
      lines.push(held);
      held = word;
    } else {
      held = longer;
    }
  }
  lines.push(held);
  return lines.slice(0, mostLines).map((words, i) => cut(words, width, length, i === mostLines - 1 && lines.length > mostLines));
}

function cut(words: string, width: number, length: (words: string) => number, more: boolean): string {
  let kept = words;
  while (kept !== '' && length(more || kept !== words ? `${kept}…` : kept) > width) {
    kept = kept.slice(0, -1);
  }
  return more || kept !== words ? `${kept}…` : kept;
}
