import { render, type ComponentChild } from 'preact';
import { stepAxis, type StepAxis } from '../charts/StepChart';
import { captionOf, feetOf, type Chart, type Feet } from './caption';
import { layOut, type Caption, type Sheet } from './figure';
import { saveFile } from './save';

/** What a drawing takes from the page's style sheets; a saved one has to carry it along. */
const styled = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor',
  'dominant-baseline', 'paint-order',
];
/** Pixels of a saved PNG to one of the page. */
const density = 2;
/** Longer canvases are refused by some browsers. */
const longest = 16_000;
const usualWidth = 760;

/** Saves a chart with its words, title and keys. It is drawn anew as wide as its labels need, since the window may be a phone's. */
export async function saveChart(view: Chart, format: 'svg' | 'png', draw: (axis: StepAxis) => ComponentChild): Promise<void> {
  return saveDrawing(view, format, draw, feetOf(view), captionOf(view));
}

/** The same of any drawing, with the labels under it. */
export async function saveDrawing(
  name: string, format: 'svg' | 'png', draw: (axis: StepAxis) => ComponentChild, { labels, aslant, band }: Feet, caption: Caption,
): Promise<void> {
  const bare = stepAxis(Math.max(1, labels.length), 0);
  const axis = stepAxis(labels.length, Math.max(usualWidth, bare.left(0) + labels.length * band));
  const host = document.createElement('div');
  host.className = 'hidden';
  document.body.append(host);
  render(draw(axis), host);
  const chart = host.querySelector('svg');
  const sheet = chart && layOut({
    picture: standalone(chart),
    box: chart.getBBox(),
    feet: name === 'histogram' ? [] : labels.map((text, at) => ({ x: axis.left(at) + axis.band / 2, text })),
    aslant,
  }, caption);
  render(null, host);
  host.remove();
  if (sheet) {
    const blob = new Blob([new XMLSerializer().serializeToString(sheet.svg)], { type: 'image/svg+xml' });
    saveFile(`${name}.${format}`, format === 'svg' ? blob : await rasterize(sheet, blob));
  }
}

/** Saves what is painted in `layers`, one over the other, in a frame that tells what it is. */
export async function saveMap(layers: readonly HTMLCanvasElement[], width: number, height: number): Promise<void> {
  const sheet = layOut({ picture: null, box: { x: 0, y: 0, width, height }, feet: [], aslant: false }, captionOf('map'));
  const blob = new Blob([new XMLSerializer().serializeToString(sheet.svg)], { type: 'image/svg+xml' });
  const paint = (paper: OffscreenCanvasRenderingContext2D) => {
    layers.forEach((layer) => paper.drawImage(layer, sheet.x, sheet.y, width, height));
  };
  saveFile('map.png', await rasterize(sheet, blob, paint));
}

/** A copy that needs no style sheet, without the mark of the cursor. */
function standalone(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = chart.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const look = originals[i] ? getComputedStyle(originals[i]) : null;
    for (const property of styled) {
      element.setAttribute(property, look?.getPropertyValue(property) ?? '');
    }
  });
  copy.querySelectorAll('.step-mark, .span-mark[width="0"]').forEach((mark) => mark.remove());
  copy.querySelectorAll('[class]').forEach((element) => element.removeAttribute('class'));
  copy.removeAttribute('class');
  return copy;
}

async function rasterize(sheet: Sheet, svg: Blob, paint?: (paper: OffscreenCanvasRenderingContext2D) => void): Promise<Blob> {
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(density, longest / sheet.width);
    const canvas = new OffscreenCanvas(sheet.width * scale, sheet.height * scale);
    const paper = canvas.getContext('2d')!;
    paper.scale(scale, scale);
    paper.drawImage(image, 0, 0, sheet.width, sheet.height);
    paint?.(paper);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
