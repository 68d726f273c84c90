import type { ComponentChild } from 'preact';
import type { StepAxis } from '../../charts/StepChart';
import type { Chart } from '../../export/caption';
import { pictures } from './saving';

interface Props {
  readonly view: Chart;
  readonly draw: (axis: StepAxis) => ComponentChild;
}

/** Saves the chart that `draw` draws as a picture that can be understood without the page. */
export function ExportButtons({ view, draw }: Props) {
  return (
    <span class="exports">
      {(['svg', 'png'] as const).map((format) => (
        <button
          type="button"
          key={format}
          class="link"
          onClick={async () => (await pictures())?.saveChart(view, format, draw)}
          aria-label={`Save the ${view} as ${format.toUpperCase()}`}
        >
          {format.toUpperCase()}
        </button>
      ))}
    </span>
  );
}
