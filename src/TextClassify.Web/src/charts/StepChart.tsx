import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { span, step } from '../state/selection';
import { useStepDrag } from './useStepDrag';

/** Width of the names at a step chart's left; every chart has the same, so that the steps stand in one column. */
export const gutter = 76;

export interface StepAxis {
  readonly count: number;
  readonly width: number;
  /** Pixels a step. */
  readonly band: number;
  left(step: number): number;
}

export function stepAxis(count: number, width: number): StepAxis {
  const band = (width - gutter) / Math.max(1, count);
  return { count, width, band, left: (at) => gutter + at * band };
}

/** Width of a cell that fills its step, less a gap where there is room for one. */
export function cellWidth({ band }: StepAxis): number {
  return Math.max(1, band - (band > 6 ? 1 : 0));
}

/** Where a bar of a step stands, with some room on either side. */
export function barOf(axis: StepAxis, step: number): { readonly x: number; readonly width: number } {
  return { x: axis.left(step) + axis.band * 0.12, width: Math.max(1, axis.band * 0.76) };
}

interface Props {
  readonly axis: StepAxis;
  readonly height: number;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A picture over the steps: hover points, a click moves the cursor, a drag selects a span; all other views follow. */
export function StepChart({ axis, height, label, children }: Props) {
  const drag = useStepDrag((event) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    return Math.max(0, Math.min(axis.count - 1, Math.floor((event.clientX - box.left - gutter) / axis.band)));
  });
  return (
    <svg
      class="step-chart"
      role="img"
      aria-label={label}
      width={axis.width}
      height={height}
      viewBox={`0 0 ${axis.width} ${height}`}
      {...drag}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.onPointerDown(event);
      }}
    >
      {children}
      <SpanMark axis={axis} height={height} />
      <StepMark axis={axis} height={height} />
    </svg>
  );
}

function SpanMark({ axis, height }: { axis: StepAxis; height: number }) {
  const x = useComputed(() => (span.value ? axis.left(span.value.from) : 0));
  const width = useComputed(() => (span.value ? (span.value.to - span.value.from + 1) * axis.band : 0));
  return <rect class="span-mark" x={x} y={0.5} width={width} height={height - 1} />;
}

function StepMark({ axis, height }: { axis: StepAxis; height: number }) {
  const x = useComputed(() => axis.left(step.value));
  return <rect class="step-mark" x={x} y={0.5} width={axis.band} height={height - 1} />;
}
