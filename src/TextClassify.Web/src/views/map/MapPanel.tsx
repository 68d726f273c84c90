import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { CloudLayer, Layer } from '../../map/layers';
import { MapView } from '../../map/MapView';
import { PathLayer } from '../../map/pathLayer';
import { fixed } from '../../numbers/format';
import { cloud } from '../../state/map/maps';
import { paths } from '../../state/map/paths';
import { hoverPoint, lassoed, lassoTool } from '../../state/map/points';
import { analysis, kind } from '../../state/reading';
import { lasso } from '../../state/selection';
import { mapSentence, pointSentence } from '../../words/mapSentence';
import { TableTwin } from '../parts/TableTwin';
import { pictures } from '../parts/saving';
import { pointerGestures, pressMapKey } from './gestures';
import { MapSettings } from './MapSettings';

/** The reference states, and the path of each text among them. */
export function MapPanel() {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<MapView | null>(null);
  const gestures = useRef(pointerGestures(view));
  useEffect(() => {
    const box = frame.current;
    const [cloudCanvas, pathCanvas, topCanvas] = box?.querySelectorAll('canvas') ?? [];
    if (!box || !cloudCanvas || !pathCanvas || !topCanvas) {
      return undefined;
    }
    const map = new MapView(new CloudLayer(cloudCanvas), new PathLayer(pathCanvas), new Layer(topCanvas));
    view.current = map;
    const watcher = new ResizeObserver(() => map.resize(box.clientWidth, box.clientHeight, Math.min(2, devicePixelRatio)));
    watcher.observe(box);
    return () => {
      watcher.disconnect();
      map.stop();
    };
  }, []);
  const tool = useComputed(() => (lassoTool.value ? 'map lasso' : 'map'));
  return (
    <section class="card map-card" aria-labelledby="map-title">
      <header>
        <h2 id="map-title">Path through the states</h2>
        <div class="tools">
          <button
            type="button"
            aria-pressed={lassoTool.value}
            disabled={!cloud.value}
            onClick={() => (lassoTool.value = !lassoTool.value)}
          >
            Lasso
          </button>
          {lasso.value && <button type="button" onClick={() => (lasso.value = null)}>Clear lasso</button>}
          <span class="group">
            <button type="button" aria-label="Zoom in" onClick={() => view.current?.zoomBy(1.4)}>+</button>
            <button type="button" aria-label="Zoom out" onClick={() => view.current?.zoomBy(1 / 1.4)}>−</button>
            <button type="button" onClick={() => view.current?.showAll()}>Show all</button>
          </span>
          <button type="button" onClick={() => void savePicture(frame.current)} aria-label="Save the map as PNG">PNG</button>
          <MapSettings />
        </div>
      </header>
      <div
        ref={frame}
        class={tool}
        id="map"
        tabIndex={0}
        role="img"
        aria-label={mapSentence.value}
        aria-describedby="map-keys"
        onKeyDown={(event) => view.current && pressMapKey(event, view.current)}
        {...gestures.current}
      >
        <canvas /><canvas /><canvas />
        <PointTip />
      </div>
      <p id="map-keys" class="quiet">{caption()} Drag moves, the wheel zooms, Shift-drag draws a lasso.</p>
      <TableTwin
        name="Path"
        head={['text', 'step', 'word', 'x', 'y', 'jump', 'percentile of distance']}
        rows={() => paths.value.flatMap((path) => path.analysis.tokens.map((token, at) => [
          path.side.toUpperCase(), at + 1, token.text, fixed(path.x[at] ?? 0), fixed(path.y[at] ?? 0),
          fixed(path.analysis.distance[kind.value][at] ?? 0), path.percentile[at] == null ? '' : fixed(path.percentile[at] ?? 0, 0),
        ]))}
      />
    </section>
  );
}

function caption(): string {
  const shown = cloud.value;
  if (!shown) {
    return analysis.value ? 'This model has no reference map: the path lies in the plane in which its own states vary most.' : '';
  }
  const count = `${shown.points.count.toLocaleString('en')} reference states. `;
  const inside = lassoed.value ? `${lassoed.value.length.toLocaleString('en')} of them in the lasso. ` : '';
  const kept = `The map keeps ${fixed(100 * shown.recall, 0)}% of the 15 nearest neighbours`;
  return `${count}${inside}${kept}; trustworthiness ${fixed(shown.trustworthiness)}.`;
}

function PointTip() {
  const words = pointSentence.value;
  return <p class={words === '' || hoverPoint.value === null ? 'tip' : 'tip shown'}>{words}</p>;
}

async function savePicture(frame: HTMLElement | null): Promise<void> {
  if (frame) {
    await (await pictures())?.saveMap([...frame.querySelectorAll('canvas')], frame.clientWidth, frame.clientHeight);
  }
}
