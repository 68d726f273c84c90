import { CallError } from '../../api/client';
import { models } from '../models';
import { busy, note, trouble } from '../page';

/** The problem type of a text that a model of molecules can't read. */
const notSmiles = 'urn:textclassify:not-smiles';

/** Says on the page that an answer did not come, and offers to try again where that may help. */
export function fail(error: unknown): void {
  busy.value = false;
  const known = error instanceof CallError ? error : null;
  if (known?.type === notSmiles) {
    // As it is written, SMILES has open brackets and rings; that is nothing to be alarmed at.
    note.value = known.message;
    return;
  }
  trouble.value = {
    words: known?.message ?? 'The page could not read the answer.',
    retry: known?.kind !== 'refused' || models.peek().length === 0,
  };
}

/** An explanation that the service refuses is taken away with the service's reason beside the text; the rest of the page stays. */
export function failToExplain(error: unknown, takeAway: () => void): void {
  if (error instanceof CallError && error.kind === 'refused') {
    takeAway();
    note.value = error.message;
  } else {
    fail(error);
  }
}
