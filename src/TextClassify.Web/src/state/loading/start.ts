import { batch, effect } from '@preact/signals';
import { getJson } from '../../api/client';
import type { ExplainerList, ModelList } from '../../api/types';
import { askAnew } from '../beam';
import { caseTexts } from '../case';
import {
  absentModel, allModels, answering, explainers, keyOf, languages, modelKey, models, readsAtOnce, takesAspects, translators,
} from '../models';
import { trouble } from '../page';
import { kind, reading } from '../reading';
import { followLetters, readLettersAgain } from './letters';
import { followReference, loadMaps } from './reference';
import { followTexts, readTextsAgain } from './texts';
import { fail } from './trouble';

/** Loads what the service has, then keeps every answer in step with what is typed and chosen. */
export async function start(): Promise<void> {
  if (await loadService()) {
    followReference();
    effect(completeModel);
    effect(keepToModel);
    followTexts();
    followLetters();
  }
}

/** Asks what the service has; false when it has nothing, and the page says why. */
export async function loadService(): Promise<boolean> {
  const [some] = await Promise.all([loadLists(), loadMaps()]);
  return some;
}

/** Looks again at what the service has, for a model that came into it. */
export async function reload(): Promise<void> {
  await (allModels.value.length === 0 ? start() : loadService());
}

export function retry(): void {
  trouble.value = null;
  if (allModels.value.length === 0) {
    void start();
    return;
  }
  readTextsAgain();
  caseTexts.value = { ...caseTexts.value };
  readLettersAgain();
  askAnew();
}

/** A link may name a model without its version. */
function completeModel(): void {
  const named = absentModel.value === null ? null : allModels.value.find((item) => item.name === absentModel.value);
  if (named) {
    modelKey.value = keyOf(named);
  }
}

/**
 * A model of aspects has no word states, and the beginning of a text may not contain the aspect yet. One that reads a text at once has word
 * states alone, and no sums over its words.
 */
function keepToModel(): void {
  if (readsAtOnce.value) {
    kind.value = 'word';
    reading.value = 'prefix';
  }
  if (takesAspects.value) {
    kind.value = kind.value === 'word' ? 'forward' : kind.value;
    reading.value = reading.value === 'prefix' ? 'cumulative' : reading.value;
  }
}

async function loadLists(): Promise<boolean> {
  try {
    const [listed, methods] = await Promise.all([getJson<ModelList>('/models'), getJson<ExplainerList>('/explainers')]);
    batch(() => {
      models.value = listed.models;
      languages.value = listed.languageModels;
      translators.value = listed.translators;
      explainers.value = methods.explainers;
      const first = answering(allModels.value, listed.default);
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
