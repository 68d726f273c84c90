import { signal } from '@preact/signals';
import { CallError, deleteJson, getJson, postFile } from '../../api/client';
import type { Training, TrainingList } from '../../api/types';
import type { Header } from '../../files/header';
import { chooseModel } from '../actions';
import { openView } from '../link/link';
import { reload } from '../loading/start';
import { text } from '../texts';

/** Whether the card for training is open. */
export const trainOpen = signal(false);
/** Why nobody may train, in the service's words; null where one may, or nobody has asked yet. */
export const trainOff = signal<string | null>(null);
/** The training that is followed, or was until it ended; null while a file is chosen. */
export const training = signal<Training | null>(null);
/** The file to train on, and its header; kept while its training runs, for another try. */
export const chosenFile = signal<File | null>(null);
export const chosenHeader = signal<Header | null>(null);
/** Whether a file is on its way. */
export const sending = signal(false);
/** Why the last thing asked for was not done; empty when it was. */
export const trainTrouble = signal('');

/** What is asked for beside the file. */
export interface TrainChoices {
  readonly name: string;
  readonly text: string;
  readonly label: string;
  readonly quick: boolean;
}

const lookMs = 700;
let following = 0;

/** Opens the card, on the training that goes on where there is one. */
export async function openTraining(): Promise<void> {
  trainOpen.value = true;
  trainTrouble.value = '';
  try {
    const { trainings } = await getJson<TrainingList>('/trainings');
    trainOff.value = null;
    const going = trainings.find((one) => !hasEnded(one));
    if (training.value === null && going) {
      void follow(going);
    }
  } catch (error) {
    trainOff.value = wordsOf(error);
  }
}

export async function sendRows(file: Blob, type: Header['type'], choices: TrainChoices): Promise<void> {
  sending.value = true;
  trainTrouble.value = '';
  const query = new URLSearchParams({
    name: choices.name, text: choices.text, label: choices.label, ...(choices.quick && { quick: 'true' }),
  });
  try {
    void follow(await postFile<Training>(`/trainings?${query}`, type, file));
  } catch (error) {
    trainTrouble.value = wordsOf(error);
  } finally {
    sending.value = false;
  }
}

export async function cancelTraining(): Promise<void> {
  const id = training.value?.id;
  if (id !== undefined) {
    try {
      training.value = await deleteJson<Training>(`/trainings/${id}`);
    } catch (error) {
      trainTrouble.value = wordsOf(error);
    }
  }
}

/** Back to the file. */
export function trainAgain(): void {
  following++;
  training.value = null;
  trainTrouble.value = '';
}

/** Reads with the model that came out of it, and puts whoever asked into the box for the text. */
export async function tryModel(trained: Training): Promise<void> {
  await reload();
  if (trained.model) {
    chooseModel(`${trained.model.name}/${trained.model.version}`);
  }
  text.value = '';
  trainOpen.value = false;
  trainAgain();
  openView('text');
  document.getElementById('text')?.focus();
}

export function hasEnded(one: Training): boolean {
  return one.state !== 'queued' && one.state !== 'running';
}

async function follow(started: Training): Promise<void> {
  const turn = ++following;
  training.value = started;
  while (training.value && !hasEnded(training.value)) {
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    if (turn !== following) {
      return;
    }
    try {
      const now = await getJson<Training>(`/trainings/${started.id}`);
      // It may have been cancelled while this answer was on its way.
      if (turn === following && training.value && !hasEnded(training.value)) {
        training.value = now;
        trainTrouble.value = '';
      }
    } catch (error) {
      trainTrouble.value = wordsOf(error);
      if (error instanceof CallError && error.kind === 'refused') {
        return;
      }
    }
  }
}

function wordsOf(error: unknown): string {
  return error instanceof CallError ? error.message : 'The page could not read the answer.';
}
