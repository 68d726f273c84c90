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
 * What was predicted by time.
 * @param columns Of the counts, one for each label shown; the total has the others too.
 */
export function slotsOf(times: readonly QualityGroup[], labelCounts: readonly (readonly number[])[], columns: readonly number[]): Slot[] {
  return times.map((group, at) => ({
    time: group.group ?? '',
    total: group.predictions,
    counts: columns.map((column) => labelCounts[at]?.[column] ?? 0),
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
