import type { Band, DriftSignal, QualityGroup } from '../api/types';

/** The predictions of an hour, a day, a week or a month by label. */
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

const milliseconds: Readonly<Record<string, number>> = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 };

/** The beginning of the next hour, day, week or month. */
function after(time: number, unit: string): number {
  const date = new Date(time);
  return unit === 'month' ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) : time + (milliseconds[unit] ?? Infinity);
}

/** As answers name it. */
function nameOf(time: number, unit: string): string {
  const text = new Date(time).toISOString();
  return unit === 'hour' ? `${text.slice(0, 13)}:00:00Z` : text.slice(0, unit === 'month' ? 7 : 10);
}

/** Every slot from the first to the last, those without predictions too, unless they would be more than `most`. */
export function withGaps(slots: readonly Slot[], unit: string, most = 400): Slot[] {
  const known = new Map(slots.map((slot) => [Date.parse(slot.time), slot]));
  const last = Date.parse(slots.at(-1)?.time ?? '');
  const filled: Slot[] = [];
  for (let time = Date.parse(slots[0]?.time ?? ''); time <= last && filled.length <= most; time = after(time, unit)) {
    filled.push(known.get(time) ?? {
      time: nameOf(time, unit), total: 0, counts: slots[0]!.counts.map(() => 0), estimated: null, measured: null,
    });
  }
  return filled.length > most || filled.length < slots.length ? [...slots] : filled;
}

/** The bin of a signal that changed most, and its shares. */
export function mostChanged(signal: DriftSignal): DriftSignal['bins'][number] | null {
  return signal.bins.reduce<DriftSignal['bins'][number] | null>(
    (most, bin) => (most === null || Math.abs(bin.window - bin.reference) > Math.abs(most.window - most.reference) ? bin : most), null);
}
