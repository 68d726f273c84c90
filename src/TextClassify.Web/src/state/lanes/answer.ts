import { batch, effect, signal, untracked } from '@preact/signals';
import { toCase, type Case } from '../../answers/case';
import { CallError, postJson } from '../../api/client';
import { Latest } from '../../api/latest';
import type { ClassifyRequest, ClassifyResponse } from '../../api/types';
import { caseTexts, silenced } from '../case';
import { fail } from '../loading/trouble';
import { modelKey, sources } from '../models';
import { busy, note, trouble } from '../page';

/** The case as the service answered it last. */
export const caseAnswer = signal<Case | null>(null);

/** An answer with every ablation costs the server more than one reading. */
const typingMs = 60;
const latest = new Latest();

/** Keeps the answer in step with what the sources say and which are silenced, until the function it gives is called. */
export function followCase(): () => void {
  const stop = effect(ask);
  return () => {
    stop();
    latest.cancel();
    caseAnswer.value = null;
  };
}

function ask(): void {
  const [model, texts, named] = [modelKey.value, caseTexts.value, sources.value ?? []];
  const silence = silenced.value.filter((name) => named.some((source) => source.name === name));
  const spoken = named.filter(({ name }) => (texts[name] ?? '').trim() !== '');
  if (model === null || spoken.every(({ name }) => silence.includes(name))) {
    latest.cancel();
    batch(() => {
      caseAnswer.value = null;
      busy.value = false;
      note.value = spoken.length > 0 ? 'Every source with a text is silenced.' : '';
    });
    return;
  }
  const request: ClassifyRequest = {
    model,
    inputs: { sources: named.map(({ name }) => ({ name, text: texts[name] || null })) },
    evidence: true,
    communication: { silence },
    ablations: ['none', 'each', 'edges'],
  };
  busy.value = true;
  latest.run(
    untracked(() => caseAnswer.value) ? typingMs : 0,
    (aborted) => postJson<ClassifyResponse>('/classify', request, aborted),
    (answered) => batch(() => {
      trouble.value = null;
      busy.value = false;
      note.value = '';
      caseAnswer.value = toCase(texts, answered);
    }),
    (error) => {
      if (error instanceof CallError && error.kind === 'refused') {
        batch(() => {
          busy.value = false;
          caseAnswer.value = null;
          note.value = error.message;
        });
      } else {
        fail(error);
      }
    },
  );
}
