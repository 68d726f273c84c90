import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CallError, getJson, putJson } from '../../api/client';
import type { LabelQueueResponse, QueuedPrediction } from '../../api/types';
import { askedFor, nameOf, withNext } from '../../recorded/queue';
import { question, selection } from '../../state/recorded/question';

/** The service's queue of texts to label, and what was done with it here. */
export interface LabelQueue {
  /** The texts that can be read, in their order. */
  readonly items: ReadonlySignal<readonly QueuedPrediction[]>;
  /** The last answer of the service; null before the first. */
  readonly answer: ReadonlySignal<LabelQueueResponse | null>;
  /** Labels given here, by the names of predictions. */
  readonly given: ReadonlySignal<Readonly<Record<string, string>>>;
  readonly at: ReadonlySignal<number>;
  readonly trouble: ReadonlySignal<string>;
  readonly type: ReadonlySignal<string>;
  give(label: string): Promise<void>;
  step(by: number): void;
}

/** Asks for the next texts of what is selected whenever the last one was looked at. */
export function useQueue(): LabelQueue {
  const all = useSignal<readonly QueuedPrediction[]>([]);
  const items = useSignal<readonly QueuedPrediction[]>([]);
  const answer = useSignal<LabelQueueResponse | null>(null);
  const given = useSignal<Readonly<Record<string, string>>>({});
  const at = useSignal(0);
  const trouble = useSignal('');
  const type = useSignal('');
  const fail = (error: unknown) => {
    trouble.value = error instanceof CallError ? error.message : 'The page could not read the answer.';
    type.value = error instanceof CallError ? error.type : '';
  };
  const more = (signal?: AbortSignal) => {
    const open = all.peek().filter(({ prediction }) => given.peek()[nameOf(prediction)] === undefined).length;
    const path = question('/quality/queue', selection.peek(), { limit: `${askedFor(open)}` });
    if (path !== null) {
      getJson<LabelQueueResponse>(path, signal).then(
        (found) => {
          all.value = withNext(all.peek(), found);
          items.value = all.value.filter(({ prediction }) => prediction.text != null);
          answer.value = found;
          trouble.value = '';
        },
        (error: unknown) => signal?.aborted || fail(error),
      );
    }
  };
  const asked = question('/quality/queue', selection.value);
  useEffect(() => {
    const controller = new AbortController();
    all.value = [];
    items.value = [];
    answer.value = null;
    given.value = {};
    at.value = 0;
    more(controller.signal);
    return () => controller.abort();
  }, [asked]);
  const step = (by: number) => {
    at.value = Math.max(0, Math.min(items.peek().length, at.peek() + by));
    if (by > 0 && at.peek() === items.peek().length) {
      more();
    }
  };
  const give = async (label: string) => {
    const here = at.peek();
    const shown = items.peek()[here]?.prediction;
    if (!shown) {
      return;
    }
    try {
      await putJson(`/feedback/${nameOf(shown)}`, { label });
      given.value = { ...given.peek(), [nameOf(shown)]: label };
      trouble.value = '';
      if (at.peek() === here) {
        step(1);
      }
    } catch (error) {
      fail(error);
    }
  };
  return { items, answer, given, at, trouble, type, give, step };
}
