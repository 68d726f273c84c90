import { saveFile } from './save';

const styled = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline'];
const density = 2;

/** Saves the chart inside `#view-NAME`, with the look it has on the page. */
export async function saveChart(view: string, format: 'svg' | 'png'): Promise<void> {
  const chart = document.querySelector<SVGSVGElement>(`#view-${view} svg`);
  if (!chart) {
    return;
  }
  const background = getComputedStyle(document.body).getPropertyValue('background-color');
  const markup = standalone(chart, background);
  const blob = new Blob([markup], { type: 'image/svg+xml' });
  saveFile(`${view}.${format}`, format === 'svg' ? blob : await rasterize(blob, chart.width.baseVal.value, chart.height.baseVal.value));
}

/** A copy that needs no style sheet. */
function standalone(chart: SVGSVGElement, background: string): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = chart.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const look = originals[i] ? getComputedStyle(originals[i]) : null;
    for (const property of styled) {
      element.setAttribute(property, look?.getPropertyValue(property) ?? '');
    }
    element.removeAttribute('class');
  });
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of [['width', '100%'], ['height', '100%'], ['fill', background]] as const) {
    paper.setAttribute(name, value);
  }
  copy.prepend(paper);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(copy);
}

async function rasterize(svg: Blob, width: number, height: number): Promise<Blob> {
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(width * density, height * density);
    canvas.getContext('2d')?.drawImage(image, 0, 0, width * density, height * density);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
