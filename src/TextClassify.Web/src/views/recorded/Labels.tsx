import { useSignal, type Signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { CallError, putJson } from '../../api/client';
import type { PredictionEntry, PredictionPage } from '../../api/types';
import { percent } from '../../numbers/format';
import { labelOfKey, queueOf, type QueueOrder } from '../../recorded/queue';
import { labels } from '../../state/models';
import { question, selection } from '../../state/recorded/question';
import { Switch } from '../parts/Switch';
import { Selection } from './Selection';
import { Trouble } from './Trouble';
import { useAnswer } from './useAnswer';

const newest = '1000';
const orders: readonly (readonly [QueueOrder, string, string])[] = [
  ['chance', 'by chance', 'Each text is as likely to come next: what is measured then holds for all of them.'],
  ['unsure', 'least sure first', 'Finds errors sooner; but accuracy from these labels is that of hard texts, and not of all.'],
];

/** Recorded texts, one after the other, to be given the right label by a key. */
export function Labels() {
  const order = useSignal<QueueOrder>('chance');
  const page = useAnswer<PredictionPage>(question('/predictions', selection.value, { limit: newest }));
  return (
    <>
      <Selection />
      <Trouble asked={page} />
      {page.value && <Queue key={`${order.value} ${page.value.asOf}`} page={page.value} order={order} />}
    </>
  );
}

function Queue({ page, order }: { readonly page: PredictionPage; readonly order: Signal<QueueOrder> }) {
  const queue = useSignal(queueOf(page.predictions, order.value, Math.random));
  const at = useSignal(0);
  const given = useSignal<Readonly<Record<number, string>>>({});
  const trouble = useSignal('');
  const entry = queue.value[at.value];
  const give = async (label: string | undefined) => {
    // Of the signals and not of what was drawn: a key may come before the listener of the last drawing is there.
    const here = at.value;
    const shown = queue.value[here];
    if (!shown || label === undefined) {
      return;
    }
    try {
      await putJson(`/feedback/${shown.predictionId}/${shown.item}`, { label });
      given.value = { ...given.value, [here]: label };
      trouble.value = '';
      at.value = here + 1;
    } catch (error) {
      trouble.value = error instanceof CallError ? error.message : 'The label could not be sent.';
    }
  };
  const step = (by: number) => (at.value = Math.max(0, Math.min(queue.value.length, at.value + by)));
  // With the drawing and not behind it: who reads the text may press at once.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
        return;
      }
      const label = labelOfKey(event.key, labels.value.length);
      if (label >= 0) {
        void give(labels.value[label]);
      } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
        step(event.key === 'ArrowRight' ? 1 : -1);
      } else {
        return;
      }
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  const count = Object.keys(given.value).length;
  return (
    <section class="card" aria-labelledby="labels-title">
      <header>
        <h2 id="labels-title">Labels</h2>
        <div class="tools"><Switch name="Next is" options={orders} value={order} /></div>
      </header>
      {trouble.value !== '' && <p class="problem" role="alert">{trouble.value}</p>}
      {queue.value.length === 0 ? <Nothing page={page} /> : (
        <>
          <p id="queue-state" class="note" aria-live="polite">
            {entry ? `Text ${at.value + 1} of ${queue.value.length}; ` : 'That was the last one; '}
            {count === 1 ? 'one label given' : `${count} labels given`}. Keys 1 to {Math.min(9, labels.value.length)} give the label,
            → skips, ← goes back to correct.
          </p>
          {entry && <p class="queue-text" dir="auto">{entry.text}</p>}
          {entry && (
            <div class="queue-labels" role="group" aria-label="The right label">
              {labels.value.map((label, i) => (
                <button type="button" key={label} aria-pressed={given.value[at.value] === label} onClick={() => void give(label)}>
                  {i < 9 ? `${i + 1} ` : ''}{label}
                </button>
              ))}
              <button type="button" class="link" onClick={() => step(1)}>Skip</button>
              <button type="button" class="link" disabled={at.value === 0} onClick={() => step(-1)}>Back</button>
            </div>
          )}
          <LastOne entry={queue.value[at.value - 1]} label={given.value[at.value - 1]} />
        </>
      )}
      <p class="quiet note">{orders.find(([name]) => name === order.value)?.[2]} What the model said is shown after a label is given.</p>
    </section>
  );
}

/** What the model had said of the text that was just labelled. */
function LastOne({ entry, label }: { readonly entry: PredictionEntry | undefined; readonly label: string | undefined }) {
  if (!entry || label === undefined) {
    return null;
  }
  const same = entry.label === label;
  return (
    <p class="note">
      The one before: you said <b>{label}</b>, the model {same ? 'too' : <><b>{entry.label}</b></>}, {percent(entry.score)}.
    </p>
  );
}

function Nothing({ page }: { readonly page: PredictionPage }) {
  const without = page.predictions.some((entry) => entry.text == null);
  return (
    <p class="said">
      {page.predictions.length === 0 ? 'Nothing is recorded that could be labelled.'
        : without ? 'The recorded texts are not kept, so there is nothing to read: start the service with Memory:Level set to Text.'
        : 'All of the newest texts have a label.'}
    </p>
  );
}
