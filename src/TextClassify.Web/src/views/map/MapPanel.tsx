import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { saveMap } from '../../export/picture';
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
import { MapSettings } from './MapSettings';

const keyPan = 40;

/** The reference states, and the texts' ways among them. */
export function MapPanel() {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<MapView | null>(null);
  const hands = useRef(gestures(view));
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
          <button type="button" aria-pressed={lassoTool.value} disabled={!cloud.value} onClick={() => (lassoTool.value = !lassoTool.value)}>Lasso</button>
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
        onKeyDown={(event) => view.current && mapKey(event, view.current)}
        {...hands.current}
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
  const inside = lassoed.value ? `${lassoed.value.length.toLocaleString('en')} of them in the lasso. ` : '';
  return `${shown.points.count.toLocaleString('en')} reference states. ${inside}The map keeps ${fixed(100 * shown.recall, 0)}% of the 15 nearest neighbours; trustworthiness ${fixed(shown.trustworthiness)}.`;
}

function PointTip() {
  const words = pointSentence.value;
  return <p class={words === '' || hoverPoint.value === null ? 'tip' : 'tip shown'}>{words}</p>;
}

function mapKey(event: KeyboardEvent, map: MapView): void {
  const moves: Record<string, () => void> = {
    '+': () => map.zoomBy(1.4),
    '=': () => map.zoomBy(1.4),
    '-': () => map.zoomBy(1 / 1.4),
    '0': () => map.showAll(),
    ArrowUp: () => map.panBy(0, keyPan),
    ArrowDown: () => map.panBy(0, -keyPan),
  };
  const move = moves[event.key];
  if (move && !event.ctrlKey && !event.metaKey) {
    move();
    event.preventDefault();
  }
}

function gestures(view: { readonly current: MapView | null }) {
  let drag: { kind: 'pan' | 'lasso'; x: number; y: number; moved: boolean } | null = null;
  const pixel = (event: MouseEvent): [number, number] => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  return {
    onPointerDown(event: PointerEvent) {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      const [x, y] = pixel(event);
      const draws = lassoTool.value || event.shiftKey;
      drag = { kind: draws ? 'lasso' : 'pan', x, y, moved: false };
      if (draws) {
        view.current?.startLasso(x, y);
      }
    },
    onPointerMove(event: PointerEvent) {
      const [x, y] = pixel(event);
      if (!drag) {
        view.current?.hoverAt(x, y);
      } else if (drag.kind === 'lasso') {
        view.current?.drawLasso(x, y);
      } else {
        drag.moved ||= Math.hypot(x - drag.x, y - drag.y) > 3;
        view.current?.panBy(x - drag.x, y - drag.y);
        [drag.x, drag.y] = [x, y];
      }
    },
    onPointerUp(event: PointerEvent) {
      const [x, y] = pixel(event);
      if (drag?.kind === 'lasso') {
        view.current?.endLasso();
      } else if (drag && !drag.moved) {
        view.current?.clickAt(x, y, event.shiftKey);
      }
      drag = null;
    },
    onPointerLeave() {
      if (!drag) {
        view.current?.hoverAt(-1e6, -1e6);
      }
    },
    onDblClick: () => (lasso.value = null),
    onWheel(event: WheelEvent) {
      event.preventDefault();
      view.current?.zoomBy(Math.exp(-event.deltaY * 0.0015), ...pixel(event));
    },
  };
}

async function savePicture(frame: HTMLElement | null): Promise<void> {
  if (frame) {
    await saveMap([...frame.querySelectorAll('canvas')], frame.clientWidth, frame.clientHeight);
  }
}
