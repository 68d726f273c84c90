import { effect } from '@preact/signals';
import { readPoints, type Cloud } from '../../answers/cloud';
import { getBytes, getJson } from '../../api/client';
import { Latest } from '../../api/latest';
import type { CorpusPage, MapDescription, MapList } from '../../api/types';
import { corpus, type Corpus, type CorpusText } from '../corpus/corpus';
import { clouds, maps, mapShown } from '../map/maps';
import { keyOf, model } from '../models';
import { note } from '../page';
import { kind } from '../reading';

const fetchingCloud = new Latest();
const fetchingCorpus = new Latest();
/** Texts of the corpus that one request asks for. */
const pageRows = 2000;

/** Asks for the list of maps; a service that fails to give one counts as having no map, and the page works without. */
export async function loadMaps(): Promise<void> {
  try {
    maps.value = (await getJson<MapList>('/maps')).maps;
  } catch {
    maps.value = [];
  }
}

/** Keeps the points of the map and the texts of the corpus those of the model shown. */
export function followReference(): void {
  effect(() => {
    const wanted = mapShown.value;
    const state = kind.value;
    if (clouds.peek()[state]?.id === wanted?.id) {
      return;
    }
    fetchingCloud.cancel();
    clouds.value = {};
    if (wanted) {
      fetchingCloud.run(
        0,
        (signal) => fetchCloud(wanted, signal),
        (cloud) => (clouds.value = cloud ? { [state]: cloud } : {}),
        tellMapIsMissing,
      );
    }
  });
  effect(() => {
    const shown = model.value;
    corpus.value = null;
    fetchingCorpus.cancel();
    if (shown && maps.value.some((map) => keyOf(map.model) === keyOf(shown))) {
      fetchingCorpus.run(
        0,
        (signal) => fetchCorpus(keyOf(shown), signal),
        (texts) => (corpus.value = texts),
        () => (corpus.value = null),
      );
    }
  });
}

async function fetchCloud(map: MapDescription, signal: AbortSignal): Promise<Cloud | null> {
  const points = readPoints(await getBytes(`/maps/${map.id}/points`, signal));
  return points && {
    id: map.id,
    points,
    jumps: map.jumps,
    recall: map.quality.recall,
    principalRecall: map.quality.principalRecall,
    trustworthiness: map.quality.trustworthiness,
  };
}

async function fetchCorpus(model: string, signal: AbortSignal): Promise<Corpus> {
  const texts: CorpusText[] = [];
  for (;;) {
    const page = await getJson<CorpusPage>(`/models/${model}/corpus?offset=${texts.length}&limit=${pageRows}`, signal);
    texts.push(...page.texts.map((entry) => ({
      text: entry.text,
      label: page.labels.indexOf(entry.label),
      prediction: page.labels.indexOf(entry.prediction),
      score: entry.score,
    })));
    if (texts.length >= page.total || page.texts.length === 0) {
      return { rows: page.rows, confusion: page.confusion, texts };
    }
  }
}

function tellMapIsMissing(): void {
  note.value = 'The reference map could not be loaded; everything else works without it.';
}
