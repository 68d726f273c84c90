import { useLayoutEffect } from 'preact/hooks';
import type { LabelQueueResponse, PredictionEntry } from '../../api/types';
import { percent } from '../../numbers/format';
import { labelOfKey, nameOf } from '../../recorded/queue';
import { labels } from '../../state/models';
import { bandWords } from './ByGroup';
import { Selection } from './Selection';
import { Trouble } from './Trouble';
import { useQueue, type LabelQueue } from './useQueue';

/** Recorded texts in the order of the service's queue, to be given the right label by a key. */
export function Labels() {
  const queue = useQueue();
  const { items, answer, given, at, trouble, type } = queue;
  useKeys(queue);
  const entry = items.value[at.value]?.prediction;
  const found = answer.value;
  const count = Object.keys(given.value).length;
  return (
    <>
      <Selection />
      {(trouble.value !== '' || found === null) && <Trouble asked={{ value: found, trouble: trouble.value, type: type.value }} />}
      {found && (
        <section class="card" aria-labelledby="labels-title">
          <header><h2 id="labels-title">Labels</h2></header>
          {items.value.length === 0 ? <Nothing answer={found} /> : (
            <>
              <p id="queue-state" class="note" aria-live="polite">
                {entry ? `Text ${at.value + 1} of ${found.predictions.toLocaleString('en')}; ` : 'That was the last one; '}
                {count === 1 ? 'one label given' : `${count} labels given`}. Keys 1 to {Math.min(9, labels.value.length)} give the label,
                → skips, ← goes back to correct.
              </p>
              {entry && <p class="queue-text" dir="auto">{entry.text}</p>}
              {entry && <Choices entry={entry} queue={queue} />}
              <LastOne entry={items.value[at.value - 1]?.prediction} queue={queue} />
              <Measured answer={found} />
            </>
          )}
          <p class="quiet note">
            Texts come in the service’s order: those it is unsure of sooner, each with a known chance
            {entry && <> (this one with {percent(items.value[at.value]!.selectionProbability)})</>}, by which its label counts. So what is
            measured holds for all of them, wherever you stop; a text that is skipped comes again, and labels behind it count once it has
            one. What the model said is shown after a label is given.
          </p>
        </section>
      )}
    </>
  );
}

function Choices({ entry, queue }: { readonly entry: PredictionEntry; readonly queue: LabelQueue }) {
  return (
    <div class="queue-labels" role="group" aria-label="The right label">
      {labels.value.map((label, i) => (
        <button
          type="button"
          key={label}
          aria-pressed={queue.given.value[nameOf(entry)] === label}
          onClick={() => void queue.give(label)}
        >
          {i < 9 ? `${i + 1} ` : ''}{label}
        </button>
      ))}
      <button type="button" class="link" onClick={() => queue.step(1)}>Skip</button>
      <button type="button" class="link" disabled={queue.at.value === 0} onClick={() => queue.step(-1)}>Back</button>
    </div>
  );
}

/** Listens with the drawing and not behind it: who reads the text may press at once. */
function useKeys(queue: LabelQueue): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
        return;
      }
      const label = labels.value[labelOfKey(event.key, labels.value.length)];
      if (label !== undefined) {
        void queue.give(label);
      } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
        queue.step(event.key === 'ArrowRight' ? 1 : -1);
      } else {
        return;
      }
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

/** What follows from the labels in the queue's order, as the service last said. */
function Measured({ answer }: { readonly answer: LabelQueueResponse }) {
  const { accuracy, labelled, predictions } = answer;
  return accuracy == null ? null : (
    <p id="queue-measured" class="note">
      By the first {labelled === 1 ? 'label' : `${labelled.toLocaleString('en')} labels`} of this order {bandWords(accuracy)} of all{' '}
      {predictions.toLocaleString('en')} texts are right; this is counted anew with every portion of texts.
    </p>
  );
}

/** What the model had said of the text that was just labelled. */
function LastOne({ entry, queue }: { readonly entry: PredictionEntry | undefined; readonly queue: LabelQueue }) {
  const label = entry && queue.given.value[nameOf(entry)];
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

function Nothing({ answer }: { readonly answer: LabelQueueResponse }) {
  return (
    <p class="said">
      {answer.predictions === 0 ? 'Nothing is recorded that could be labelled.'
        : answer.queue.length > 0
          ? 'The recorded texts are not kept, so there is nothing to read: start the service with Memory:Level set to Text, and choose '
            + 'in From a day since when it is.'
        : 'All of these texts have a label.'}
    </p>
  );
}
