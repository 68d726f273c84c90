import { computed, effect, signal } from '@preact/signals';
import { expectedAt } from '../../answers/cloud';
import { CallError, postJson } from '../../api/client';
import { Latest } from '../../api/latest';
import type { ReferenceState, StateSearchRequest, StateSearchResponse } from '../../api/types';
import { labels } from '../models';
import { analysis, kind, reading } from '../reading';
import { cursor, span } from '../selection';
import { focus, pinnedText, text } from '../texts';
import { cloud, mapShown } from './maps';
import { chosenPoint, lassoed } from './points';

const mostNeighbours = 12;
const mostSpans = 50;
/** How long the cursor must rest before its step's neighbours are asked for. */
const quietMs = 240;

/** The reference states nearest to the step of the cursor, or to the reference state that was clicked. */
export const neighbours = signal<readonly ReferenceState[] | null>(null);
/** Spans of reference texts over which the same units are on as over the selected span; null until they are asked for and found. */
export const spansAlike = signal<StateSearchResponse | null>(null);
/** Why there are none, in words; empty when all is well. */
export const spansAlikeTrouble = signal('');

const nearest = new Latest();
const matching = new Latest();

export function followNeighbours(): void {
  effect(() => {
    const [shown, map, at, point] = [analysis.value, mapShown.value, cursor.value.head, chosenPoint.value];
    if (!shown || !map || (point === null && at >= shown.tokens.length)) {
      nearest.cancel();
      neighbours.value = null;
      return;
    }
    if (shown.text !== (focus.value === 'b' ? pinnedText.value ?? text.value : text.value)) {
      nearest.cancel();
      return;
    }
    const near = point === null ? { text: shown.text, token: at } : { point };
    const request: StateSearchRequest = { model: shown.model, state: kind.value, near, top: mostNeighbours };
    nearest.run(
      quietMs,
      (signal) => search(request, signal),
      (found) => (neighbours.value = found.near ?? []),
      () => (neighbours.value = null),
    );
  });
  effect(() => {
    void [analysis.value, span.value, kind.value];
    matching.cancel();
    spansAlike.value = null;
    spansAlikeTrouble.value = '';
  });
}

/** Looks for spans that switch on the same units as the selected one, as LSTMVis does. */
export function findSpansAlike(): void {
  const [shown, selected] = [analysis.value, span.value];
  if (shown && selected) {
    const pattern = { text: shown.text, start: selected.from, end: selected.to + 1 };
    const request: StateSearchRequest = { model: shown.model, state: kind.value, pattern, top: mostSpans };
    spansAlikeTrouble.value = '';
    matching.run(
      0,
      (signal) => search(request, signal),
      (found) => (spansAlike.value = found),
      (error) => (spansAlikeTrouble.value = error instanceof CallError ? error.message : 'The search failed.'),
    );
  }
}

/**
 * What the lasso holds: how many of its states expect each class, how many are of texts of each true class,
 * and how many each text has, those with most first.
 */
export const lassoSummary = computed(() => {
  const points = cloud.value?.points;
  const inside = lassoed.value;
  if (!points || !inside) {
    return null;
  }
  const [label] = expectedAt(points, reading.value);
  const count = (by: Uint8Array) => labels.value.map((_, index) => inside.reduce((sum, point) => sum + (by[point] === index ? 1 : 0), 0));
  const rows = new Map<number, number>();
  for (const point of inside) {
    const row = points.row[point] ?? 0;
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  return { states: inside.length, expected: count(label), actual: count(points.label), rows: [...rows].sort((a, b) => b[1] - a[1]) };
});

function search(request: StateSearchRequest, signal: AbortSignal): Promise<StateSearchResponse> {
  return postJson<StateSearchResponse>('/hidden-states/search', request, signal);
}
