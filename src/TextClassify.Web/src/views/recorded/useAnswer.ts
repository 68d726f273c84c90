import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CallError, getJson } from '../../api/client';

/** An answer of the service, and what is wrong where there is none. */
export interface Asked<T> {
  readonly value: T | null;
  readonly trouble: string;
  readonly type: string;
}

/**
 * Asks questions whenever they change, all at once; the answers before stay until the new ones are there.
 * @param paths Addresses; a null one, or an empty list, asks nothing.
 */
export function useAnswers<T>(paths: readonly (string | null)[]): Asked<readonly T[]> {
  const asked = useSignal<Asked<readonly T[]>>({ value: null, trouble: '', type: '' });
  const key = paths.join('\n');
  useEffect(() => {
    const controller = new AbortController();
    const known = paths.filter((path) => path !== null);
    if (known.length > 0 && known.length === paths.length) {
      Promise.all(known.map((path) => getJson<T>(path, controller.signal))).then(
        (value) => {
          asked.value = { value, trouble: '', type: '' };
        },
        (error: unknown) => {
          if (!controller.signal.aborted) {
            const problem = error instanceof CallError ? error : null;
            asked.value = { value: null, trouble: problem?.message ?? 'The page could not read the answer.', type: problem?.type ?? '' };
          }
        },
      );
    }
    return () => controller.abort();
  }, [key]);
  return asked.value;
}

export function useAnswer<T>(path: string | null): Asked<T> {
  const { value, ...rest } = useAnswers<T>([path]);
  return { value: value?.[0] ?? null, ...rest };
}
