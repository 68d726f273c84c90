import { useEffect, useRef } from 'preact/hooks';
import { training, trainOff, trainOpen, trainTrouble } from '../../state/train/training';
import { TrainForm } from './TrainForm';
import { TrainRun } from './TrainRun';

/** A file of labelled rows becomes a model, in a process beside the service. */
export function TrainPanel() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="card train" id="train" aria-labelledby="train-title">
      <header>
        <h2 id="train-title" tabIndex={-1} ref={heading}>Train on your own rows</h2>
        <button type="button" class="link" onClick={() => (trainOpen.value = false)}>Close</button>
      </header>
      {trainOff.value !== null ? <p>{trainOff.value}</p> : training.value ? <TrainRun run={training.value} /> : <TrainForm />}
      {trainTrouble.value !== '' && trainOff.value === null && <p class="wrong" role="alert">{trainTrouble.value}</p>}
    </section>
  );
}
