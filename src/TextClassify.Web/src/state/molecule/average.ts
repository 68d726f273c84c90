import { signal } from '@preact/signals';
import { postJson } from '../../api/client';
import { Latest } from '../../api/latest';
import type { ClassifyRequest, ClassifyResponse } from '../../api/types';
import { fail } from '../loading/trouble';
import { modelKey } from '../models';
import { analysis } from '../reading';

/** Writings that are asked for. */
export const averagedOver = 8;

/** Whether the atoms' numbers are of the text as it is written, or the mean over several writings. */
export const wayOfReading = signal<'given' | 'several'>('given');

/** Evidence over several writings by the text's symbols, for its likeliest class. */
export const averaged = signal<{ readonly text: string; readonly target: number; readonly scores: readonly number[] } | null>(null);

const asking = new Latest();

/** Asks for the mean of the text that is shown, while it is wanted. */
export function followAverage(): void {
  const shown = analysis.value;
  const model = modelKey.value;
  if (wayOfReading.value === 'given' || shown === null || model === null) {
    asking.cancel();
    return;
  }
  const request: ClassifyRequest = { model, inputs: shown.text, top: 1, evidence: true, writings: averagedOver };
  asking.run(
    0,
    (signal) => postJson<ClassifyResponse>('/classify', request, signal),
    ({ results: [result] }) => {
      const evidence = result?.evidence;
      averaged.value = evidence
        ? { text: shown.text, target: shown.labels.indexOf(evidence.target), scores: evidence.tokens.map((token) => token.score) }
        : null;
    },
    fail,
  );
}
