import { batch, computed, effect, signal } from '@preact/signals';
import { toTranslation, type Translation } from '../../answers/translated';
import { CallError, postJson } from '../../api/client';
import { Latest } from '../../api/latest';
import type { TranslateRequest, TranslateResponse } from '../../api/types';
import { askAnew, asks, beam, candidate } from '../beam';
import { fail } from '../loading/trouble';
import { keyOf, translator } from '../models';
import { busy, note, trouble } from '../page';
import { text } from '../texts';

/** What the service answered last. */
export const translation = signal<Translation | null>(null);
/** Which of its candidates is shown. */
export const shownPlace = computed(() => (candidate.value < (translation.value?.candidates.length ?? 0) ? candidate.value : 0));
export const shownCandidate = computed(() => translation.value?.candidates[shownPlace.value] ?? null);

/** The symbol written that the pointer is on, and the one that was gone to, by their places; null is none. */
export const pointedRow = signal<number | null>(null);
export const chosenRow = signal<number | null>(null);
export const row = computed(() => pointedRow.value ?? chosenRow.value);

const latest = new Latest();

/** Translates whenever it is asked for, until the function it gives is called. */
export function followTranslation(): () => void {
  const stop = effect(() => {
    void asks.value;
    ask();
  });
  return () => {
    stop();
    latest.cancel();
    put(null);
  };
}

/** Translates what is in the box; the likeliest candidate is shown then. */
export function translate(): void {
  candidate.value = 0;
  askAnew();
}

export function choose(place: number): void {
  batch(() => {
    candidate.value = place;
    [pointedRow.value, chosenRow.value] = [null, null];
  });
}

function put(answer: Translation | null, words = ''): void {
  batch(() => {
    [pointedRow.value, chosenRow.value] = [null, null];
    busy.value = false;
    note.value = words;
    translation.value = answer;
  });
}

function ask(): void {
  const asked = translator.peek();
  const [words, width] = [text.peek(), Math.min(beam.peek(), asked?.limits.maxBeam ?? beam.peek())];
  latest.cancel();
  if (!asked || words.trim() === '') {
    put(null);
    return;
  }
  const request: TranslateRequest = { model: keyOf(asked), inputs: words, beam: width, attention: true };
  busy.value = true;
  latest.run(
    0,
    (aborted) => postJson<TranslateResponse>('/translate', request, aborted),
    (answered) => {
      trouble.value = null;
      put(toTranslation(words, width, answered), answered.results[0]?.error?.detail);
    },
    (error) => {
      if (error instanceof CallError && error.kind === 'refused') {
        put(null, error.message);
      } else {
        fail(error);
      }
    },
  );
}
