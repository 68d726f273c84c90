import type { MapView } from '../../map/MapView';
import { lassoTool } from '../../state/map/points';
import { lasso } from '../../state/selection';

/** Pixels that an arrow key moves the map. */
const keyPan = 40;

/** What a key does on the map while it has the focus. */
export function pressMapKey(event: KeyboardEvent, map: MapView): void {
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

/** What the pointer does on the map: a drag moves it or draws a lasso, the wheel zooms, a double click clears the lasso. */
export function pointerGestures(view: { readonly current: MapView | null }) {
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
