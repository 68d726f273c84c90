import { clearSelection, goTo, moveBy } from '../../state/actions';
import { stepRow } from '../../state/corpus/table';
import { labels } from '../../state/models';
import { origin } from '../../state/origin';
import { target, targetIndex } from '../../state/reading';
import { scope } from '../../state/scope';
import { stepCount } from '../../state/selection';
import { focus, pinnedText, text } from '../../state/texts';

export const keyHelp: readonly (readonly [string, string])[] = [
  ['← →', 'step to the word, or the character, before or after'],
  ['Shift + ← →', 'grow the selected span'],
  ['↑ ↓', 'the candidate, or the symbol written, before or after, where a translator’s have the focus'],
  ['Home, End', 'first or last word'],
  [', .', 'class before or after'],
  ['[ ]', 'text before or after, in the order of the table it was opened from'],
  ['B', 'show the steps of the other text, when one is pinned'],
  ['/', 'write in the text'],
  ['Esc', 'close what is open, or clear span and lasso'],
  ['+ − 0', 'zoom the map, or show all of it'],
  ['?', 'this list'],
];

/**
 * Keys for the whole page. A field keeps the keys that are pressed in it, and so does an open dialog:
 * Escape closes it, and what lies behind it stays as it is.
 */
export function listenToKeys(help: () => void): void {
  addEventListener('keydown', (event) => {
    const behind = event.key !== '?' && document.querySelector('dialog[open]') !== null;
    // The other views have no steps; there only the list of keys opens.
    if (scope.value.view !== 'text' && event.key !== '?') {
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || behind || isField(event.target)) {
      return;
    }
    if (handle(event, help)) {
      event.preventDefault();
    }
  });
}

function handle(event: KeyboardEvent, help: () => void): boolean {
  const last = stepCount.value - 1;
  switch (event.key) {
    case 'ArrowLeft':
      moveBy(-1, event.shiftKey);
      return true;
    case 'ArrowRight':
      moveBy(1, event.shiftKey);
      return true;
    case 'Home':
      goTo(0, event.shiftKey);
      return true;
    case 'End':
      goTo(last, event.shiftKey);
      return true;
    case ',':
      stepClass(-1);
      return true;
    case '.':
      stepClass(1);
      return true;
    case '[':
      stepList(-1);
      return true;
    case ']':
      stepList(1);
      return true;
    case 'b':
      if (pinnedText.value !== null) {
        focus.value = focus.value === 'a' ? 'b' : 'a';
      }
      return true;
    case '/':
      document.querySelector<HTMLElement>('#text, .source-lane textarea')?.focus();
      return true;
    case 'Escape':
      clearSelection();
      return true;
    case '?':
      help();
      return true;
    default:
      return false;
  }
}

/** Steps through the list that the text was opened from, or else through the development texts. */
function stepList(by: number): void {
  if (origin.value?.text === text.value) {
    origin.value.step(by);
  } else {
    stepRow(by);
  }
}

function stepClass(by: number): void {
  const count = labels.value.length;
  if (count > 0) {
    target.value = labels.value[(targetIndex.value + by + count) % count] ?? null;
  }
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|INPUT|SELECT)$/.test(target.tagName));
}
