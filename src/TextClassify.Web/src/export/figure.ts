import { css, type Rgb } from '../colour/contrast';
import { wrap } from './wrap';

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

/** A label under the drawing, `x` from the drawing's left edge. */
export interface Foot {
  readonly x: number;
  readonly text: string;
}

export interface Drawing {
  /** Null for one that is painted on the sheet afterwards. */
  readonly picture: SVGSVGElement | null;
  /** Everything it covers, what lies outside its own frame included. */
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
const slant = 50;
const swatch = 10;

/** Lays a drawing out on a sheet with its title, words and keys; the sheet is as large as they need. */
export function layOut(drawing: Drawing, caption: Caption): Sheet {
  const pen = new Pen();
  const inner = Math.max(drawing.box.width, 320);
  const top = head(pen, caption, inner);
  const [x, y] = [pad - drawing.box.x, top - drawing.box.y];
  if (drawing.picture) {
    Object.entries({ x, y, overflow: 'visible' }).forEach(([name, value]) => drawing.picture?.setAttribute(name, `${value}`));
    pen.svg.append(drawing.picture);
  }
  const under = feet(pen, drawing, x, top + drawing.box.height);
  const end = keys(pen, caption.keys, inner, under + line);

  const [width, height] = [Math.ceil(inner + 2 * pad), Math.ceil(end + pad)];
  for (const [name, value] of Object.entries({ xmlns: pen.svg.namespaceURI, width, height, viewBox: `0 0 ${width} ${height}` })) {
    pen.svg.setAttribute(name, `${value}`);
  }
  return { svg: pen.svg, width, height, x, y };
}

/** Writes on a sheet with the page's colours and letters. */
class Pen {
  readonly svg: SVGSVGElement;
  readonly ink: string;
  readonly family = getComputedStyle(document.body).fontFamily;
  readonly #ruler = new OffscreenCanvas(1, 1).getContext('2d')!;

  constructor() {
    const look = getComputedStyle(document.documentElement);
    this.ink = look.getPropertyValue('--ink');
    this.svg = make('svg', { 'font-family': this.family, 'font-size': size, fill: look.getPropertyValue('--quiet') }) as SVGSVGElement;
    this.svg.append(make('rect', { width: '100%', height: '100%', fill: look.getPropertyValue('--card') }));
  }

  write(words: string, x: number, y: number, more: Attributes = {}): void {
    this.svg.append(make('text', { x, y, ...more }, words));
  }

  readonly length = (words: string, font = `${size}px`): number => {
    this.#ruler.font = `${font} ${this.family}`;
    return this.#ruler.measureText(words).width;
  };
}

/** Writes the title and the lines under it. @returns Where the drawing may begin. */
function head(pen: Pen, caption: Caption, width: number): number {
  let y = pad + 14;
  pen.svg.prepend(make('title', {}, caption.title));
  for (const words of wrap(caption.title, width, (part) => pen.length(part, '600 16px'))) {
    pen.write(words, pad, y, { 'font-size': 16, 'font-weight': 600, fill: pen.ink });
    y += 22;
  }
  for (const words of caption.lines.flatMap((text) => wrap(text, width, pen.length))) {
    pen.write(words, pad, y);
    y += line;
  }
  return y;
}

/** Writes the labels under the drawing. @param left Where the drawing's own origin lies. @returns Where they end. */
function feet(pen: Pen, { feet: labels, aslant }: Drawing, left: number, y: number): number {
  if (labels.length === 0) {
    return y;
  }
  const top = y + 12;
  for (const { x, text } of labels) {
    pen.write(text, left + x, top, aslant
      ? { 'text-anchor': 'end', fill: pen.ink, transform: `rotate(${-slant} ${left + x} ${top})` }
      : { 'text-anchor': 'middle', fill: pen.ink, 'font-family': 'monospace' });
  }
  const longest = labels.reduce((most, { text }) => Math.max(most, pen.length(text)), 0);
  return top + (aslant ? longest * Math.sin((slant * Math.PI) / 180) : 0) + 8;
}

function keys(pen: Pen, known: readonly Key[], inner: number, top: number): number {
  let [x, y] = [pad, top];
  for (const { before = '', colours, after } of known) {
    const ends = before === '' ? 0 : pen.length(before) + 6;
    const width = ends + colours.length * swatch + 6 + pen.length(after);
    if (x > pad && x + width > pad + inner) {
      [x, y] = [pad, y + line];
    }
    pen.write(before, x, y);
    colours.forEach((colour, i) =>
      pen.svg.append(make('rect', { x: x + ends + i * swatch, y: y - 10, width: swatch, height: 12, fill: css(colour) })));
    pen.write(after, x + width - pen.length(after), y);
    x += width + 22;
  }
  return y;
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
