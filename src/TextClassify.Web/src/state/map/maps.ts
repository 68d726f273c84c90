import { computed, signal } from '@preact/signals';
import type { Cloud } from '../../answers/cloud';
import type { MapDescription } from '../../api/types';
import { keyOf, model } from '../models';
import type { StateKind } from '../../answers/analysis';
import { kind } from '../reading';

/** The reference maps that the service has. */
export const maps = signal<readonly MapDescription[]>([]);
/** The points of the maps that were fetched for the model shown, by kind of state. */
export const clouds = signal<Readonly<Partial<Record<StateKind, Cloud>>>>({});

/** What the service says of the map for the model and the kind of state that are shown; null without one. */
export const mapShown = computed(() => mapOf(keyOf(model.value ?? { name: '', version: '' }), kind.value));
/** The points of that map; null until they are fetched. */
export const cloud = computed(() => clouds.value[kind.value] ?? null);

function mapOf(key: string, state: string): MapDescription | null {
  return maps.value.find((map) => keyOf(map.model) === key && map.state === state) ?? null;
}
