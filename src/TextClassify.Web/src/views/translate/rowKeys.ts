import { chosenRow, pointedRow } from '../../state/translate/answer';

const forward = ['ArrowDown', 'ArrowRight'];
const back = ['ArrowUp', 'ArrowLeft'];

/** Where a key leads in a list, or null where it leads nowhere. */
export function placeAfter(key: string, at: number, count: number): number | null {
  return forward.includes(key) ? Math.min(count - 1, at + 1)
    : back.includes(key) ? Math.max(0, at - 1)
    : key === 'Home' ? 0
    : key === 'End' ? count - 1
    : null;
}

function rowOf(target: EventTarget | null): number | null {
  const step = target instanceof Element ? target.closest<SVGElement>('[data-step]')?.dataset['step'] : undefined;
  return step === undefined ? null : Number(step);
}

/** What a picture of written symbols does with pointer, focus and keys: all of them say which symbol is looked at. */
export const rowEvents = {
  onPointerOver: (event: PointerEvent) => (pointedRow.value = rowOf(event.target)),
  onPointerLeave: () => (pointedRow.value = null),
  onFocusCapture: (event: FocusEvent) => (chosenRow.value = rowOf(event.target)),
  onKeyDown(event: KeyboardEvent & { readonly currentTarget: Element }) {
    if (event.key === 'Escape') {
      [pointedRow.value, chosenRow.value] = [null, null];
      return;
    }
    const rows = [...event.currentTarget.querySelectorAll<SVGElement>('[data-step]')];
    const at = rows.findIndex((row) => row === document.activeElement);
    const to = at < 0 ? null : placeAfter(event.key, at, rows.length);
    if (to !== null) {
      // The page's own keys would go through a classifier's words.
      event.preventDefault();
      event.stopPropagation();
      rows[to]?.focus();
    }
  },
};
