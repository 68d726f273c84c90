import { batch, effect, untracked } from '@preact/signals';
import { classToReach, counterfactualMethod } from '../../answers/counterfactual';
import { Latest } from '../../api/latest';
import { clampCursor } from '../cursor';
import { shownMethod } from '../explain/methods';
import { mapShown } from '../map/maps';
import { keyOf, labels, language, model, modelKey, readsAtOnce, scaleOf, sources, takesAspects, translator } from '../models';
import { busy, note, trouble } from '../page';
import { analyses, evidences, explanations, kind, parameters, reading, target } from '../reading';
import { cursor } from '../selection';
import { aspects, chosenAspect, pinnedText, text, type Side } from '../texts';
import { askEvidence, askExplanation, askStates, findAspects } from './asking';
import { fail, failToExplain } from './trouble';

/** How long typing must pause before a text's states are asked for. */
const typingMs = 12;
/** The same for its explanation, which costs the server more than the states. */
const explainMs = 240;

const states = { a: new Latest(), b: new Latest() };
const explaining = { a: new Latest(), b: new Latest() };

/** Keeps what a classifier answers in step with what is written and chosen. */
export function followTexts(): void {
  effect(() => read('a', text.value));
  effect(() => read('b', pinnedText.value ?? ''));
  effect(() => explain('a'));
  effect(() => explain('b'));
}

export function readTextsAgain(): void {
  read('a', text.value);
  read('b', pinnedText.value ?? '');
}

function read(side: Side, words: string): void {
  const name = modelKey.value;
  const ofAspects = takesAspects.value;
  const chosen = chosenAspect.value?.of === words ? chosenAspect.value : null;
  const request = {
    reading: reading.value,
    kind: kind.value,
    mapped: mapShown.value !== null,
    atOnce: readsAtOnce.value,
    given: model.value?.capabilities.includes('hidden_states') ?? false,
  };
  // The editor says by itself when a text is too long; the service would only say it again.
  const isCase = sources.value !== null;
  if (name === null || model.value === null || isCase || words.trim() === '' || words.length > model.value.limits.maxTextLength) {
    states[side].cancel();
    explaining[side].cancel();
    batch(() => {
      put(analyses, side, null);
      put(explanations, side, null);
      put(evidences, side, null);
      put(aspects, side, []);
      if (side === 'a' && language.value === null && translator.value === null && !isCase) {
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
  // While the states shown are of an older text, the server's time goes to the new states before an explanation.
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
        served.capabilities.includes('evidence') ? askEvidence(analysis, analysis.labels[chosen] ?? '', scaleOf(served), signal) : null,
      ]),
    ([explanation, evidence]) =>
      batch(() => {
        put(explanations, side, explanation);
        put(evidences, side, evidence);
        note.value = '';
      }),
    (error) => failToExplain(error, () => put(explanations, side, null)),
  );
}

function put<T>(holder: { value: Readonly<Record<Side, T>> }, side: Side, value: T): void {
  const held = untracked(() => holder.value);
  if (held[side] !== value) {
    holder.value = { ...held, [side]: value };
  }
}
