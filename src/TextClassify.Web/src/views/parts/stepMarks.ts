import { useComputed, useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { contains } from '../../state/cursor';
import { cursor, hover, span } from '../../state/selection';

/** While the focus is in a list of steps, it moves along with the cursor. */
export function useFocusAtCursor(list: RefObject<HTMLElement | null>, active: () => boolean): void {
  useSignalEffect(() => {
    const at = cursor.value.head;
    if (active() && list.current?.contains(document.activeElement)) {
      list.current.querySelector<HTMLElement>(`[data-step="${at}"]`)?.focus();
    }
  });
}

/**
 * How one step of a list looks under the pointer, at the cursor and in the selected span, without drawing its component again.
 * @param names Its class names beside those.
 * @param active Whether the pointer and the cursor are on the text whose step it is.
 */
export function useStepMarks(at: number, names: string, active: () => boolean) {
  const here = useComputed(() => active() && cursor.value.head === at);
  const look = useComputed(() => {
    const on = active();
    const marks = [on && hover.value === at && 'hovered', here.value && 'here', on && contains(span.value, at) && 'inside'];
    return [names, ...marks].filter(Boolean).join(' ');
  });
  const tab = useComputed(() => (here.value ? 0 : -1));
  const chosen = useComputed(() => (here.value || (active() && contains(span.value, at)) ? 'true' : 'false'));
  return { look, tab, chosen };
}
