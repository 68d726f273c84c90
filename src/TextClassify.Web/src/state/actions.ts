import { batch } from '@preact/signals';
import { candidate } from './beam';
import { moveCursor } from './cursor';
import { language, modelKey } from './models';
import { analyses, analysis, parameters, target } from './reading';
import { changeScope } from './scope';
import { cursor, hover, lasso, stepCount } from './selection';
import { focus, pinnedText, text, type Side } from './texts';

/** Puts the cursor on a step of a text; `grow` selects from where the selection began. */
export function goTo(step: number, grow = false, side: Side = focus.value): void {
  const count = language.value ? stepCount.value : (analyses.value[side]?.tokens.length ?? 0);
  batch(() => {
    focus.value = side;
    hover.value = null;
    cursor.value = moveCursor(cursor.value, step - cursor.value.head, count, grow);
  });
}

export function moveBy(by: number, grow: boolean): void {
  goTo(cursor.value.head + by, grow);
}

/** Shows a step in every view, for as long as the pointer is on it; a step of a text out of focus is not shown. */
export function pointAt(step: number | null, side: Side = focus.value): void {
  if (step === null || side === focus.value) {
    hover.value = step;
  }
}

export function clearSelection(): void {
  batch(() => {
    cursor.value = { head: cursor.value.head, anchor: null };
    hover.value = null;
    lasso.value = null;
  });
}

export function chooseModel(key: string): void {
  batch(() => {
    modelKey.value = key;
    target.value = null;
    lasso.value = null;
    parameters.value = {};
    changeScope({ label: null, truth: null, version: null });
    focus.value = 'a';
    candidate.value = 0;
  });
}

/** Pins the text as B, for comparison, or gives B up where one is pinned. */
export function togglePin(): void {
  batch(() => {
    pinnedText.value = pinnedText.value === null && analysis.value ? text.value : null;
    focus.value = 'a';
  });
}

export function swapTexts(): void {
  if (pinnedText.value !== null) {
    batch(() => {
      [text.value, pinnedText.value] = [pinnedText.value ?? '', text.value];
    });
  }
}
