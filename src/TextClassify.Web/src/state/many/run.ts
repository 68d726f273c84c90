import { effect, signal, untracked } from '@preact/signals';
import { linesOf } from '../../batch/lines';
import { toOutcome, type Outcome, type ResultLine } from '../../batch/outcome';
import { secondsLeft } from '../../batch/pace';
import { halved, nextPortion, usualPortion, type PortionSize } from '../../batch/portions';
import { WordList } from '../../batch/wordList';
import { CallError, postLines } from '../../api/client';
import type { ModelDescription } from '../../api/types';
import { keyOf, model, takesAspects } from '../models';
import { given, table, textColumn, textOf } from './file';

/** How far the file is, and in which state. */
export interface Progress {
  readonly state: 'none' | 'running' | 'stopped' | 'failed' | 'done';
  readonly done: number;
  readonly total: number;
  /** Seconds that are left; null while nobody knows. */
  readonly left: number | null;
  /** What went wrong, and what to do about it. */
  readonly trouble: string;
}

/** The answers so far, by row; the list grows in place, and a new object says that it did. */
export interface Answers {
  readonly outcomes: readonly (Outcome | undefined)[];
  readonly words: WordList;
  readonly labels: readonly string[];
  /** Whether the model gives its words' shares. */
  readonly explained: boolean;
  /** The group under which the service records them, where it records. */
  readonly cohort: string;
}

const nothing: Progress = { state: 'none', done: 0, total: 0, left: null, trouble: '' };
const none: Answers = { outcomes: [], words: new WordList(), labels: [], explained: false, cohort: '' };
/** The service sends nothing for so long only when it is gone. */
const patienceMs = 30_000;

export const progress = signal<Progress>(nothing);
export const answers = signal<Answers>(none);

interface Job {
  readonly rows: readonly number[];
  readonly outcomes: (Outcome | undefined)[];
  readonly answers: Answers;
  readonly path: string;
  /** Characters of the rows, for the time that is left. */
  readonly work: number;
  at: number;
  workDone: number;
  size: PortionSize;
  controller: AbortController;
  since: number;
  workBefore: number;
  told: number;
}

let job: Job | null = null;

/** Classifies a file as soon as there is one, and anew when its text column or the model changes. */
effect(() => {
  const [file, served, column] = [table.value, model.value, textColumn.value];
  untracked(() => {
    stop();
    job = file && served && column >= 0 && !takesAspects.value ? newJob(file.rows.length, served) : null;
    answers.value = job?.answers ?? none;
    progress.value = nothing;
    if (job) {
      void work(job);
    }
  });
});

/** Stops where it is; what is answered stays. */
export function stop(): void {
  job?.controller.abort();
}

/** Goes on where it stopped. */
export function goOn(): void {
  if (job && progress.value.state !== 'running') {
    void work(job);
  }
}

function newJob(count: number, served: ModelDescription): Job {
  const limit = served.limits.maxTextLength;
  const outcomes: (Outcome | undefined)[] = Array.from({ length: count });
  const rows: number[] = [];
  let characters = 0;
  for (let row = 0; row < count; row++) {
    const text = textOf(row);
    if (text.trim() === '') {
      outcomes[row] = { refused: 'The row has no text.' };
    } else if (text.length > limit) {
      outcomes[row] = {
        refused: `The text has ${text.length.toLocaleString('en')} characters; the service reads up to ${limit.toLocaleString('en')}.`,
      };
    } else {
      rows.push(row);
      characters += text.length;
    }
  }
  const explained = served.capabilities.includes('evidence');
  const cohort = cohortOf(given.value?.name ?? '');
  const query = new URLSearchParams({
    model: keyOf(served),
    cohort,
    ...(explained && { evidence: 'true' }),
    // A model of aspects reads a text once for all of them.
    ...(!served.capabilities.includes('aspects') && { wholeText: 'true' }),
  });
  return {
    rows, outcomes, work: characters, size: usualPortion, controller: new AbortController(),
    at: 0, workDone: 0, workBefore: 0, since: 0, told: 0,
    answers: { outcomes, words: new WordList(), labels: served.labels, explained, cohort },
    path: `/classify?${query}`,
  };
}

/** A name that the service takes for a group of texts, from the file's. */
export function cohortOf(name: string): string {
  return `page/${name.replace(/[^\w\-.]+/g, '-') || 'pasted'}`.slice(0, 64);
}

async function work(on: Job): Promise<void> {
  on.controller = new AbortController();
  on.since = performance.now();
  on.workBefore = on.workDone;
  tell(on, 'running');
  try {
    while (on.at < on.rows.length) {
      await askPortion(on);
    }
    tell(on, 'done');
  } catch (error) {
    if (on === job) {
      tell(on, on.controller.signal.aborted ? 'stopped' : 'failed', on.controller.signal.aborted ? '' : troubleOf(on, error));
    }
  }
}

async function askPortion(on: Job): Promise<void> {
  const { rows, body } = nextPortion(on.rows, on.at, textOf, on.size);
  const quiet = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => quiet.abort(), patienceMs);
  };
  try {
    heard();
    const response = await postLines(on.path, body, AbortSignal.any([on.controller.signal, quiet.signal]));
    await readAnswers(on, rows, response.body!, heard);
  } catch (error) {
    if (error instanceof CallError && error.status === 413) {
      tooLarge(on, rows, error);
    } else if (quiet.signal.aborted) {
      throw new CallError('slow', `The service gave no answer within ${patienceMs / 1000} seconds.`);
    } else {
      throw error;
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Sends less at once, which a proxy may allow; a single text that is too large is refused alone. */
function tooLarge(on: Job, rows: readonly number[], error: CallError): void {
  if (rows.length > 1) {
    on.size = halved({ rows: Math.min(on.size.rows, rows.length), characters: on.size.characters });
  } else {
    answer(on, rows[0]!, { refused: error.message });
  }
}

async function readAnswers(on: Job, rows: readonly number[], body: ReadableStream<Uint8Array>, heard: () => void): Promise<void> {
  let predictionId: string | null = null;
  let whole = false;
  for await (const line of linesOf(body)) {
    heard();
    const said = JSON.parse(line) as ResultLine & { readonly predictionId?: string; readonly summary?: unknown };
    if (said.index != null) {
      answer(on, rows[said.index] ?? -1, toOutcome(said, on.answers.labels, on.answers.words, predictionId));
    } else if (said.error) {
      throw new CallError('refused', said.error.detail ?? said.error.title, said.error.type);
    } else {
      whole ||= said.summary !== undefined;
      predictionId = said.predictionId ?? predictionId;
    }
  }
  if (!whole) {
    throw new CallError('away', 'The service broke off its answer.');
  }
}

function answer(on: Job, row: number, outcome: Outcome): void {
  on.outcomes[row] = outcome;
  on.at++;
  const first = on.workDone === on.workBefore;
  on.workDone += textOf(row).length;
  if (first) {
    // The first answer comes when the whole portion is sent; the time until then says nothing of the pace.
    on.since = performance.now();
    on.workBefore = on.workDone;
  }
  // What the page adds up grows with the file; it must not add more than it reads.
  if (performance.now() - on.told > Math.max(250, on.rows.length / 20)) {
    tell(on, 'running');
  }
}

function tell(on: Job, state: Progress['state'], trouble = ''): void {
  if (on !== job) {
    return;
  }
  on.told = performance.now();
  answers.value = { ...on.answers };
  const left = state === 'running' ? secondsLeft(on.workDone - on.workBefore, on.work - on.workBefore, on.told - on.since) : null;
  progress.value = { state, done: on.at, total: on.rows.length, left, trouble };
}

function troubleOf(on: Job, error: unknown): string {
  const known = error instanceof CallError ? error : null;
  const so = `${on.at.toLocaleString('en')} of ${on.rows.length.toLocaleString('en')} texts are answered`;
  return known?.kind === 'refused' ? `${known.message} ${so}; go on when that is mended.`
    : `The service can’t be reached, or broke off: ${so}. Start it again and go on; what is answered stays.`;
}
