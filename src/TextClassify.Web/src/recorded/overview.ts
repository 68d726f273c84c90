import type { Band, DriftSignal, QualityGroup } from '../api/types';

/** One hour's or day's predictions by label. */
export interface Slot {
  readonly time: string;
  readonly total: number;
  readonly counts: readonly number[];
  readonly estimated: Band | null;
  readonly measured: Band | null;
}

/**
 * What was predicted by time. A label that is not among `byLabel` has the rest.
 * @param all By time, over all labels.
 * @param byLabel By time, for each label shown.
 */
export function slotsOf(all: readonly QualityGroup[], byLabel: readonly (readonly QualityGroup[])[]): Slot[] {
  const found = byLabel.map((groups) => new Map(groups.map((group) => [group.group ?? '', group.predictions])));
  return all.map((group) => ({
    time: group.group ?? '',
    total: group.predictions,
    counts: found.map((counts) => counts.get(group.group ?? '') ?? 0),
    estimated: group.estimated ?? null,
    measured: group.measured ?? null,
  }));
}

/** Every slot from the first to the last, those without predictions too, unless they would be more than `most`. */
export function withGaps(slots: readonly Slot[], hourly: boolean, most = 400): Slot[] {
  const step = hourly ? 3_600_000 : 86_400_000;
  const [first, last] = [slots[0], slots.at(-1)];
  const times = first && last ? Math.round((Date.parse(last.time) - Date.parse(first.time)) / step) + 1 : 0;
  if (!first || !Number.isFinite(times) || times > most || times < slots.length) {
    return [...slots];
  }
  const known = new Map(slots.map((slot) => [Date.parse(slot.time), slot]));
  return Array.from({ length: times }, (_, at) => {
    const time = Date.parse(first.time) + at * step;
    return known.get(time) ?? {
      time: new Date(time).toISOString().slice(0, hourly ? 13 : 10) + (hourly ? ':00:00Z' : ''),
      total: 0, counts: first.counts.map(() => 0), estimated: null, measured: null,
    };
  });
}

/** The bin of a signal that changed most, and its shares. */
export function mostChanged(signal: DriftSignal): DriftSignal['bins'][number] | null {
  return signal.bins.reduce<DriftSignal['bins'][number] | null>(
    (most, bin) => (most === null || Math.abs(bin.window - bin.reference) > Math.abs(most.window - most.reference) ? bin : most), null);
}
