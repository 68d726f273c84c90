import { batch, effect, untracked } from '@preact/signals';
import { CallError, getJson } from '../api/client';
import type { ExplainerList, ModelList } from '../api/types';
import { askEvidence, askExplanation, askStates, findAspects } from './asking';
import { classToReach, counterfactualMethod } from './counterfactual';
import { Latest } from './latest';
import { followLetters, readAgain } from './lettersLoader';
import { shownMethod } from './methods';
import { followReference, loadMaps, mapOf } from './reference';
import { clampCursor } from './selection';
import {
  absent, allModels, analyses, aspects, busy, chosenAspect, cursor, evidences, explainers, explanations, keyOf, labels, language, languages,
  model, modelKey, models, note, parameters, pinnedText, reading, kind, takesAspects, target, text, trouble, type Side,
} from './store';

/** A pause in typing before the path is asked for; the explanation costs the server more than the path, and waits until the fingers rest. */
const typingMs = 12;
const explainMs = 240;

const states = { a: new Latest(), b: new Latest() };
const explaining = { a: new Latest(), b: new Latest() };

/** Loads what the service has, then keeps every answer in step with what is typed and chosen. */
export async function start(): Promise<void> {
  if (await look()) {
    followReference();
    effect(completeModel);
    effect(keepToModel);
    effect(() => follow('a', text.value));
    effect(() => follow('b', pinnedText.value ?? ''));
    effect(() => explain('a'));
    effect(() => explain('b'));
    followLetters(fail);
  }
}

/** Asks what the service has; false when it has nothing, and the page says why. */
export async function look(): Promise<boolean> {
  const [some] = await Promise.all([loadLists(), loadMaps()]);
  return some;
}

/** A link may name a model without its version. */
function completeModel(): void {
  const named = absent.value === null ? null : allModels.value.find((item) => item.name === absent.value);
  if (named) {
    modelKey.value = keyOf(named);
  }
}

/** A model of aspects has no word states, and a beginning of a text need not hold the aspect. */
function keepToModel(): void {
  if (takesAspects.value) {
    kind.value = kind.value === 'word' ? 'forward' : kind.value;
    reading.value = reading.value === 'prefix' ? 'cumulative' : reading.value;
  }
}

export function retry(): void {
  trouble.value = null;
  if (allModels.value.length === 0) {
    void start();
    return;
  }
  follow('a', text.value);
  follow('b', pinnedText.value ?? '');
  readAgain(fail);
}

async function loadLists(): Promise<boolean> {
  try {
    const [listed, methods] = await Promise.all([getJson<ModelList>('/models'), getJson<ExplainerList>('/explainers')]);
    batch(() => {
      models.value = listed.models.filter((item) => item.task === 'classification' || item.task === 'aspect_sentiment');
      languages.value = listed.languageModels;
      explainers.value = methods.explainers;
      const first = models.value.find((item) => item.name === listed.default?.name) ?? allModels.value[0];
      modelKey.value ??= first ? keyOf(first) : null;
      completeModel();
    });
    const some = allModels.value.length > 0;
    if (!some) {
      trouble.value = { words: 'The service has no model loaded.', retry: true };
    }
    return some;
  } catch (error) {
    fail(error);
    return false;
  }
}

function follow(side: Side, words: string): void {
  const name = modelKey.value;
  const ofAspects = takesAspects.value;
  const chosen = chosenAspect.value?.of === words ? chosenAspect.value : null;
  const request = { reading: reading.value, kind: kind.value, mapped: mapOf.value !== null };
  // The editor says what is too long; the service would only say it again.
  if (name === null || model.value === null || words.trim() === '' || words.length > model.value.limits.maxTextLength) {
    states[side].cancel();
    explaining[side].cancel();
    batch(() => {
      put(analyses, side, null);
      put(explanations, side, null);
      put(evidences, side, null);
      put(aspects, side, []);
      if (side === 'a' && language.value === null) {
        busy.value = false;
      }
    });
    return;
  }
  busy.value = true;
  states[side].run(
    untracked(() => analyses.value[side]) ? typingMs : 0,
    async (signal) => {
      const found = ofAspects ? await findAspects(name, words, signal) : [];
      const about = chosen ?? found[0] ?? null;
      return { found, analysis: ofAspects && !about ? null : await askStates(name, words, about, request, signal) };
    },
    ({ found, analysis }) =>
      batch(() => {
        put(aspects, side, found);
        trouble.value = null;
        busy.value = false;
        note.value = analysis ? ''
          : ofAspects ? 'The model finds nothing in this text that it could be asked about. Mark a part of it above, and ask about that.'
          : 'There is no word in this text that the model could read.';
        put(analyses, side, analysis);
        if (side === 'a' && analysis) {
          cursor.value = clampCursor(cursor.value, analysis.tokens.length);
        }
      }),
    fail,
  );
}

function explain(side: Side): void {
  const analysis = analyses.value[side];
  const served = model.value;
  // While what is shown is older than what is written, the server's time belongs to the path.
  const written = side === 'a' ? text.value : pinnedText.value;
  if (analysis === null || served === null || analysis.model !== keyOf(served) || analysis.text !== written) {
    explaining[side].cancel();
    return;
  }
  const how = shownMethod.value;
  const wanted = labels.value.indexOf(target.value ?? '');
  const chosen = wanted >= 0 ? wanted : analysis.best;
  const aimed = how?.name === counterfactualMethod ? classToReach(analysis.scores, chosen) : chosen;
  const values = parameters.value;
  explaining[side].run(
    untracked(() => explanations.value[side]) ? explainMs : 0,
    async (signal) =>
      Promise.all([
        how ? askExplanation(analysis, how, values, analysis.labels[aimed] ?? '', signal) : null,
        served.capabilities.includes('evidence') ? askEvidence(analysis, analysis.labels[chosen] ?? '', served.temperature, signal) : null,
      ]),
    ([explanation, evidence]) =>
      batch(() => {
        put(explanations, side, explanation);
        put(evidences, side, evidence);
        note.value = '';
      }),
    (error) => {
      if (error instanceof CallError && error.kind === 'refused') {
        put(explanations, side, null);
        note.value = error.message;
      } else {
        fail(error);
      }
    },
  );
}

function put<T>(holder: { value: Readonly<Record<Side, T>> }, side: Side, value: T): void {
  const held = untracked(() => holder.value);
  if (held[side] !== value) {
    holder.value = { ...held, [side]: value };
  }
}

function fail(error: unknown): void {
  busy.value = false;
  const known = error instanceof CallError ? error : null;
  trouble.value = { words: known?.message ?? 'The page could not read the answer.', retry: known?.kind !== 'refused' || models.peek().length === 0 };
}
