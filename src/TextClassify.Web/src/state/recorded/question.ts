import { computed } from '@preact/signals';
import { model } from '../models';
import { scope, type Scope } from '../scope';

/** Which predictions are asked about. */
export type Selection = Pick<Scope, 'cohort' | 'from' | 'to' | 'version'>;

export const selection = computed<Selection>(() => {
  const { cohort, from, to, version } = scope.value;
  return { cohort, from, to, version };
});

/** The address of a question about recorded predictions of the model shown; null while none is shown. */
export function question(path: string, of: Partial<Selection>, more: Readonly<Record<string, string>> = {}): string | null {
  const name = model.value?.name;
  if (name === undefined) {
    return null;
  }
  const query = new URLSearchParams({ model: name, ...more });
  for (const key of ['cohort', 'from', 'to', 'version'] as const) {
    const value = of[key];
    if (value) {
      query.set(key, value);
    }
  }
  return `${path}?${query}`;
}

/** What the comparison holds the selection against; null while nothing is chosen, or there is no window to look before. */
export const otherSelection = computed<Selection | null>(() => {
  const own = selection.value;
  const [kind, name] = splitOther(scope.value.other);
  switch (kind) {
    case 'cohort':
      return { ...own, cohort: name };
    case 'version':
      return { ...own, version: name };
    case 'before':
      return own.from === null ? null : { ...own, from: earlier(own.from, own.to), to: own.from };
    default:
      return null;
  }
});

/** The two versions that are compared; null where something else is, or nothing. A selection of all versions means the one shown. */
export const comparedVersions = computed<{ readonly version: string; readonly against: string } | null>(() => {
  const [kind, against] = splitOther(scope.value.other);
  const version = selection.value.version ?? model.value?.version;
  return kind === 'version' && version !== undefined ? { version, against } : null;
});

function splitOther(other: string | null): readonly [string, string] {
  const at = other?.indexOf(':') ?? -1;
  return other === null ? ['', ''] : at < 0 ? [other, ''] : [other.slice(0, at), other.slice(at + 1)];
}

/** The day as far before `from` as `to` is behind it, or as today is. */
export function earlier(from: string, to: string | null, now = Date.now()): string {
  const end = to === null ? now : Date.parse(to);
  const days = Math.max(1, Math.ceil((end - Date.parse(from)) / 86_400_000));
  return new Date(Date.parse(from) - days * 86_400_000).toISOString().slice(0, 10);
}

/** A selection in words, behind a noun: since 1 May, of the cohort shop. */
export function selectionWords({ cohort, from, to, version }: Partial<Selection>): string {
  return [
    ...(version ? [` by version ${version}`] : []), ...(cohort ? [` of the cohort ${cohort}`] : []),
    ...(from ? [` from ${from} on`] : []), ...(to ? [` until before ${to}`] : []),
  ].join('');
}
