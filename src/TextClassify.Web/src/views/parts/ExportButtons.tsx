import type { ComponentChild } from 'preact';
import type { StepAxis } from '../../charts/StepChart';
import type { Chart } from '../../export/caption';
import { saveChart } from '../../export/picture';

interface Props {
  readonly view: Chart;
  readonly draw: (axis: StepAxis) => ComponentChild;
}

/** Saves a chart that `draw` draws, as a picture that is understood without the page. */
export function ExportButtons({ view, draw }: Props) {
  return (
    <span class="exports">
      <button type="button" class="link" onClick={() => void saveChart(view, 'svg', draw)} aria-label={`Save the ${view} as SVG`}>SVG</button>
      <button type="button" class="link" onClick={() => void saveChart(view, 'png', draw)} aria-label={`Save the ${view} as PNG`}>PNG</button>
    </span>
  );
}
