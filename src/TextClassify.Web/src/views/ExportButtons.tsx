import { saveChart } from '../export/picture';

/** Saves a chart as it stands. */
export function ExportButtons({ view }: { readonly view: 'heatmap' | 'jumps' | 'waterfall' | 'histogram' | 'surprise' }) {
  return (
    <span class="exports">
      <button type="button" class="link" onClick={() => void saveChart(view, 'svg')} aria-label={`Save the ${view} as SVG`}>SVG</button>
      <button type="button" class="link" onClick={() => void saveChart(view, 'png')} aria-label={`Save the ${view} as PNG`}>PNG</button>
    </span>
  );
}
