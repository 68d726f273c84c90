import { signal } from '@preact/signals';
import { postJson } from '../../api/client';
import type { ClassifyRequest, ClassifyResponse } from '../../api/types';

/** What the model says of an edited text when it is asked about that text alone. */
export interface Proof {
  readonly text: string;
  readonly label: string;
  readonly score: number;
}

export const proof = signal<Proof | null>(null);

/** Asks the model about an edited text; returns what gives up the question. A proof that does not come is none, and the page shows none. */
export function prove(model: string, text: string): () => void {
  const controller = new AbortController();
  const request: ClassifyRequest = { model, inputs: text, top: 1 };
  postJson<ClassifyResponse>('/classify', request, controller.signal).then(
    ({ results }) => {
      const [result] = results;
      proof.value = result?.label == null ? null : { text, label: result.label, score: result.score ?? 0 };
    },
    () => (proof.value = null),
  );
  return () => controller.abort();
}
