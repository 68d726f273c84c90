import type { Training } from '../api/types';
import { percent } from '../numbers/format';

/** A time as people say it. */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 90 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}

/** Where a training stands, without its figures. */
export function trainStage(one: Training): string {
  if (one.state === 'queued') {
    return one.ahead ? `It waits for its turn; ${one.ahead === 1 ? 'one goes' : `${one.ahead} go`} before it.` : 'It begins.';
  }
  switch (one.stage) {
    case 'training':
      return `The model reads ${(one.rows ?? 0).toLocaleString('en')} rows with ${one.labels ?? 0} labels.`;
    case 'folding':
      return 'It trains anew on parts of the rows, since they are few.';
    case 'checking':
      return 'It looks for rows whose label is doubtful.';
    case 'packaging':
    case 'done':
      return 'The package is written and checked.';
    case 'mapping':
      return 'The states of the development rows are put on maps.';
    case 'loading':
      return 'The service loads it.';
    default:
      return 'The file is read.';
  }
}

/** How far the steps are, and how long they take on. */
export function trainPace(one: Training): string {
  const at = one.progress;
  return at && one.stage === 'training'
    ? `Reading ${at.epoch} of at most ${at.epochs}, about ${duration(at.secondsLeft)} left; checks and the package follow.`
    : '';
}

/** What it reaches, beside the baseline, on the rows that were set aside. */
export function trainFigures(one: Training): string {
  const rows = `the ${(one.developmentRows ?? 0).toLocaleString('en')} rows set aside`;
  const base = one.baselineAccuracy;
  const accuracy = one.accuracy;
  const counted = base === undefined || base === null ? '' : `the baseline, counted words with logistic regression, has ${percent(base)}`;
  if (accuracy === undefined || accuracy === null) {
    return counted === '' ? '' : `On ${rows}, ${counted}.`;
  }
  const net = `${percent(accuracy)} right on ${rows}`;
  return counted === '' ? `${net}.`
    : (base ?? 0) > accuracy && one.state === 'succeeded'
      ? `The baseline is better: counted words with logistic regression have ${percent(base ?? 0)}, the model is ${net}.`
      : `${net}; ${counted}.`;
}
