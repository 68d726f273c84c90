import type { Training } from '../../api/types';
import { cancelTraining, hasEnded, trainAgain, tryModel } from '../../state/train/training';
import { trainFigures, trainPace, trainStage } from '../../words/trainSentence';

/** One training: how far it is, what it reaches, and how it ended. */
export function TrainRun({ run }: { readonly run: Training }) {
  const model = `${run.name} ${run.version}`;
  return (
    <>
      {!hasEnded(run) && (
        <>
          <progress aria-label={`Training of ${model}`} max={1} value={run.stage === 'training' ? run.progress?.share ?? 0 : undefined} />
          <p><b>{model}</b> <span aria-live="polite">{trainStage(run)}</span> <span class="quiet">{trainPace(run)}</span></p>
        </>
      )}
      {run.state === 'succeeded' && <p aria-live="polite"><b>{model} is ready.</b></p>}
      {run.state === 'failed' && <p class="wrong" role="alert">{run.error}</p>}
      {run.state === 'cancelled' && <p role="alert">{run.error}</p>}
      {run.state !== 'failed' && run.state !== 'cancelled' && <p>{trainFigures(run)}</p>}
      <div class="tools">
        {!hasEnded(run) && <button type="button" onClick={() => void cancelTraining()}>Cancel</button>}
        {run.state === 'succeeded' && <button type="button" class="first" onClick={() => void tryModel(run)}>Try it</button>}
        {hasEnded(run) && (
          <button type="button" onClick={trainAgain}>{run.state === 'succeeded' ? 'Train another' : 'Back to the file'}</button>
        )}
      </div>
      {run.log && run.log.length > 0 && (
        <details class="twin">
          <summary>What the training says</summary>
          <pre tabIndex={0} aria-label="Last lines of the training">{run.log.join('\n')}</pre>
        </details>
      )}
    </>
  );
}
