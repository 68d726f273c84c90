import { batch, effect, untracked } from '@preact/signals';
import { readPart, targetAt, toLetters, toMoves, type Letters, type Moves } from '../../answers/letters';
import { postJson } from '../../api/client';
import { Latest } from '../../api/latest';
import type {
  Explainer, ExplainRequest, ExplainResponse, HiddenStatesRequest, HiddenStatesResponse, ScoreRequest, ScoreResponse,
} from '../../api/types';
import { methodOf } from '../explain/languageMethods';
import { parameterValues } from '../explain/parameters';
import { letters, moves } from '../letters';
import { keyOf, language, modelKey } from '../models';
import { busy, note, trouble } from '../page';
import { method, parameters } from '../reading';
import { cursor } from '../selection';
import { text } from '../texts';
import { fail, failToExplain } from './trouble';

/** How long typing must pause before the text is read. */
const typingMs = 60;
/** The same for the cursor before its place is explained: a place that is only passed is not worth the model calls. */
const explainMs = 120;
const reading = new Latest();
const explaining = new Latest();

/** Keeps what is shown of a language model in step with what is written and chosen. */
export function followLetters(): void {
  effect(() => read(text.value, modelKey.value));
  effect(explain);
}

export function readLettersAgain(): void {
  read(text.value, modelKey.value);
}

function read(words: string, name: string | null): void {
  if (language.value === null || name === null || words === '') {
    reading.cancel();
    letters.value = null;
    return;
  }
  busy.value = true;
  reading.run(
    untracked(() => letters.value) ? typingMs : 0,
    (signal) => askLetters(name, readPart(words), signal),
    (answer) =>
      batch(() => {
        trouble.value = null;
        busy.value = false;
        note.value = '';
        keepCursor(answer);
        letters.value = answer;
      }),
    fail,
  );
}

/** The cursor stays where it is; one that stood behind the text's end moves to the new end, as somebody writes there. */
function keepCursor(answer: Letters | null): void {
  const before = letters.value;
  const { head, anchor } = cursor.value;
  const end = answer?.letters.length ?? 0;
  const atEnd = before === null ? head === 0 : head >= before.letters.length;
  cursor.value = atEnd || head > end ? { head: end, anchor: null } : { head, anchor };
}

function explain(): void {
  const shown = letters.value;
  const served = language.value;
  const at = cursor.value.head;
  const how = methodOf(method.value);
  const values = parameters.value;
  if (
    shown === null || served === null || how === null || shown.model !== keyOf(served)
    || shown.text !== readPart(text.value) || at === 0 || at > shown.letters.length
  ) {
    explaining.cancel();
    moves.value = null;
    return;
  }
  explaining.run(
    untracked(() => moves.value) ? explainMs : 0,
    (signal) => askMoves(shown, at, how, values, signal),
    (answer) =>
      batch(() => {
        moves.value = answer;
        note.value = '';
      }),
    (error) => failToExplain(error, () => (moves.value = null)),
  );
}

async function askLetters(model: string, words: string, signal: AbortSignal): Promise<Letters | null> {
  const score: ScoreRequest = { model, inputs: words };
  const states: HiddenStatesRequest = { model, inputs: words, include: ['distance', 'zoneNorms', 'zones'] };
  const [scored, followed] = await Promise.all([
    postJson<ScoreResponse>('/score', score, signal),
    postJson<HiddenStatesResponse>('/hidden-states', states, signal),
  ]);
  return toLetters(words, scored, followed);
}

async function askMoves(
  shown: Letters, at: number, how: Explainer, values: Readonly<Record<string, string>>, signal: AbortSignal,
): Promise<Moves | null> {
  const target = targetAt(shown, at);
  const request: ExplainRequest = {
    model: shown.model,
    inputs: shown.text,
    method: how.name,
    parameters: parameterValues(how, values),
    position: shown.letters[at]?.start ?? shown.text.length,
    ...(target !== null && how.needsTarget && { target }),
  };
  return toMoves(shown, at, how.signed, await postJson<ExplainResponse>('/explain', request, signal));
}
