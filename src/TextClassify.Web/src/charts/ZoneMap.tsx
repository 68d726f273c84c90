import { useEffect, useRef } from 'preact/hooks';
import type { Letters } from '../answers/letters';
import type { Theme } from '../colour/classes';
import { css, type Rgb } from '../colour/contrast';
import { signedShade, sizeColour } from '../colour/ramp';
import { fixed } from '../numbers/format';
import type { ZoneView } from '../state/letters';
import { cellWidth, gutter, StepChart, type StepAxis } from './StepChart';

interface Props {
  readonly axis: StepAxis;
  readonly read: Letters;
  readonly view: ZoneView;
  readonly theme: Theme;
}

const gap = 4;
const normHeight = 20;
const numberHeight = 3;

/**
 * The zones of the gates by character: the size of each, a row a zone, or every number in them, a row a number.
 * They are painted on a canvas, because there may be hundreds of thousands.
 */
export function ZoneMap({ axis, read, view, theme }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const each = view === 'norms' ? normHeight : read.zoneWidth * numberHeight;
  const height = read.zoneCount * (each + gap) - gap;
  const largest = largestOf(read, view);
  useEffect(() => {
    const paper = canvas.current?.getContext('2d');
    if (canvas.current && paper) {
      const density = Math.min(2, devicePixelRatio);
      canvas.current.width = Math.round(axis.width * density);
      canvas.current.height = Math.round(height * density);
      paper.scale(density, density);
      paint(paper, axis, read, view, theme, largest);
    }
  }, [axis.width, axis.count, read, view, theme]);
  const what = view === 'norms' ? 'Size of each zone' : 'Every number of each zone';
  const counts = `${read.zoneCount} zones, ${read.letters.length} characters`;
  const label = `${what} by character: ${counts}; the largest is ${fixed(largest)}.`;
  return (
    <div class="zone-map" style={{ height: `${height}px` }}>
      <canvas ref={canvas} style={{ width: `${axis.width}px`, height: `${height}px` }} aria-hidden="true" />
      <StepChart axis={axis} height={height} label={label}>
        {Array.from({ length: read.zoneCount }, (_, zone) => (
          <text key={zone} class="row-name" x={gutter - 8} y={zone * (each + gap) + each / 2}>zone {zone + 1}</text>
        ))}
      </StepChart>
    </div>
  );
}

function paint(paper: CanvasRenderingContext2D, axis: StepAxis, read: Letters, view: ZoneView, theme: Theme, largest: number): void {
  const width = cellWidth(axis);
  // Painting all cells of one colour together would gain nothing: neighbours differ.
  const cell = (at: number, y: number, height: number, colour: Rgb) => {
    paper.fillStyle = css(colour);
    paper.fillRect(axis.left(at), y, width, height);
  };
  for (let at = 0; at < read.letters.length; at++) {
    for (let zone = 0; zone < read.zoneCount; zone++) {
      if (view === 'norms') {
        cell(at, zone * (normHeight + gap), normHeight, sizeColour((read.norms[at]?.[zone] ?? 0) / largest, theme));
        continue;
      }
      const top = zone * (read.zoneWidth * numberHeight + gap);
      for (let unit = 0; unit < read.zoneWidth; unit++) {
        const value = read.zones[at]?.[zone * read.zoneWidth + unit] ?? 0;
        cell(at, top + unit * numberHeight, numberHeight, signedShade(value / largest, theme));
      }
    }
  }
}

/** The largest number shown, without its sign; never 0, because the others are divided by it. */
export function largestOf(read: Letters, view: ZoneView): number {
  let most = 1e-9;
  for (const row of view === 'norms' ? read.norms : read.zones) {
    for (const value of row) {
      most = Math.max(most, Math.abs(value));
    }
  }
  return most;
}
