import { computed, effect, signal } from '@preact/signals';
import { getBytes, getJson } from '../api/client';
import type { CorpusPage, MapDescription, MapList } from '../api/types';
import { readPoints, type Cloud } from '../map/cloud';
import { corpus, type Corpus, type CorpusText } from './corpus';
import { Latest } from './latest';
import { clouds, keyOf, kind, model, note } from './store';

const maps = signal<readonly MapDescription[]>([]);
const fetching = new Latest();
const reading = new Latest();
const pageRows = 2000;

/** What the service says of the map for the model and the kind of state that are shown; null without one. */
export const mapOf = computed(() => find(keyOf(model.value ?? { name: '', version: '' }), kind.value));

function find(model: string, state: string): MapDescription | null {
  return maps.value.find((map) => keyOf(map.model) === model && map.state === state) ?? null;
}

/** A service without maps has none to list; the page works without. */
export async function loadMaps(): Promise<void> {
  try {
    maps.value = (await getJson<MapList>('/maps')).maps;
  } catch {
    maps.value = [];
  }
}

/** Keeps the cloud and the corpus those of the model shown. */
export function followReference(): void {
  effect(() => {
    const wanted = mapOf.value;
    const state = kind.value;
    if (clouds.peek()[state]?.id === wanted?.id) {
      return;
    }
    fetching.cancel();
    clouds.value = {};
    if (wanted) {
      fetching.run(0, (signal) => fetchCloud(wanted, signal), (cloud) => (clouds.value = cloud ? { [state]: cloud } : {}), tell);
    }
  });
  effect(() => {
    const shown = model.value;
    corpus.value = null;
    reading.cancel();
    if (shown && maps.value.some((map) => keyOf(map.model) === keyOf(shown))) {
      reading.run(0, (signal) => fetchCorpus(keyOf(shown), signal), (texts) => (corpus.value = texts), () => (corpus.value = null));
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

function tell(): void {
  note.value = 'The reference map could not be loaded; everything else works without it.';
}
