import { batch, effect } from '@preact/signals';
import { askAnew, beam, candidate } from '../beam';
import { caseTexts, silenced } from '../case';
import { zoneView } from '../letters';
import { modelKey, served } from '../models';
import { kind, method, parameters, reading, target } from '../reading';
import { changeScope, scope, type PageView } from '../scope';
import { cursor, lasso, span } from '../selection';
import { chosenAspect, pinnedText, text } from '../texts';
import { decodeState, encodeState, type PageState } from './url';

const quietMs = 150;
/** After so long a view that was left is drawn again. */
const drawnMs = 60;

/** The address as this page last wrote or read it. */
let kept = '';

/** Takes the page's state from its address, then keeps the address in step. It stays as it came until the model it names is loaded. */
export function keepLink(): void {
  read();
  addEventListener('hashchange', read);
  addEventListener('popstate', (event) => scrollBack(event.state as { readonly y?: number } | null));
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const hash = encodeState(currentState());
    clearTimeout(timer);
    if (!served.value) {
      return;
    }
    timer = setTimeout(() => {
      // Where the browser has gone back meanwhile, that entry is not this state's, and it is read in a moment.
      if (location.hash === kept) {
        write(hash);
      }
    }, quietMs);
  });
}

export function currentLink(): string {
  return new URL(encodeState(currentState()), location.href).href;
}

/** Shows a view; the browser's Back returns to the one before as it was left. */
export function openView(view: PageView): void {
  if (scope.value.view !== view) {
    const left = currentState();
    history.replaceState({ y: scrollY }, '', encodeState(left));
    history.pushState(null, '', encodeState({ ...left, scope: { ...left.scope, view } }));
    kept = location.hash;
    changeScope({ view });
    scrollTo(0, 0);
  }
}

/** Back at a view, shows the part of it that was left, once it is drawn. */
function scrollBack(left: { readonly y?: number } | null): void {
  if (left?.y !== undefined) {
    setTimeout(() => scrollTo(0, left.y ?? 0), drawnMs);
  }
}

function currentState(): PageState {
  return {
    text: text.value,
    pinned: pinnedText.value,
    model: modelKey.value,
    method: method.value,
    parameters: parameters.value,
    target: target.value,
    reading: reading.value,
    kind: kind.value,
    zones: zoneView.value,
    step: cursor.value.head,
    span: span.value,
    aspect: chosenAspect.value?.of === text.value ? { from: chosenAspect.value.start, to: chosenAspect.value.end } : null,
    sources: caseTexts.value,
    silenced: silenced.value,
    beam: beam.value,
    candidate: candidate.value,
    lasso: lasso.value ?? [],
    scope: scope.value,
  };
}

function write(hash: string): void {
  history.replaceState(null, '', hash);
  kept = location.hash;
}

function read(): void {
  kept = location.hash;
  const state = decodeState(location.hash);
  batch(() => {
    text.value = state.text;
    pinnedText.value = state.pinned;
    modelKey.value = state.model ?? modelKey.value;
    method.value = state.method;
    parameters.value = state.parameters;
    target.value = state.target;
    reading.value = state.reading;
    kind.value = state.kind;
    zoneView.value = state.zones;
    cursor.value = readCursor(state);
    chosenAspect.value = state.aspect && state.aspect.to <= state.text.length
      ? { of: state.text, start: state.aspect.from, end: state.aspect.to, text: state.text.slice(state.aspect.from, state.aspect.to) }
      : null;
    caseTexts.value = state.sources;
    silenced.value = state.silenced;
    beam.value = state.beam;
    candidate.value = state.candidate;
    askAnew();
    lasso.value = state.lasso.length > 0 ? state.lasso : null;
    scope.value = state.scope;
  });
}

function readCursor({ step, span }: PageState) {
  const head = step ?? span?.to ?? 0;
  return span === null ? { head, anchor: null } : { head, anchor: head === span.from ? span.to : span.from };
}
