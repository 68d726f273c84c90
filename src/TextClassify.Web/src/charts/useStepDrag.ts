import { useRef } from 'preact/hooks';
import { goTo, pointAt } from '../state/actions';
import { cursor } from '../state/selection';
import type { Side } from '../state/texts';

interface Options {
  /** The text whose steps they are; without it the one in focus. */
  readonly side?: Side;
  /** Whether a drag that stays within one step selects that step. */
  readonly selectsOne?: boolean;
}

/** Hover points at a step, a press moves the cursor there, a drag selects a span. */
export function useStepDrag(stepAt: (event: PointerEvent) => number | null, { side, selectsOne = true }: Options = {}) {
  const dragging = useRef(false);
  const stop = () => {
    dragging.current = false;
  };
  return {
    onPointerDown(event: PointerEvent) {
      const at = stepAt(event);
      if (at !== null) {
        dragging.current = true;
        goTo(at, event.shiftKey, side);
      }
    },
    onPointerMove(event: PointerEvent) {
      const at = stepAt(event);
      if (at === null || !dragging.current) {
        pointAt(at, side);
      } else if (selectsOne || at !== cursor.value.head) {
        goTo(at, true, side);
      }
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onPointerLeave() {
      stop();
      pointAt(null, side);
    },
  };
}
