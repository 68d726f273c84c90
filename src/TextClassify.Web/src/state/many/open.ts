import { batch } from '@preact/signals';
import { refusalOf } from '../../files/read';
import { openView } from '../link/link';
import { origin } from '../origin';
import { text } from '../texts';
import { given, take, textOf } from './file';
import { tableRows } from './tallies';

/** Reads a file that was dropped or chosen, and shows what is in it. */
export async function openFile(file: File): Promise<void> {
  const refused = refusalOf(file.name, file.size)?.refused;
  const content = refused === undefined ? await file.arrayBuffer().catch(() => null) : new ArrayBuffer(0);
  openView('texts');
  take({
    name: file.name,
    content: new Uint8Array(content ?? []),
    ...(refused !== undefined && { refused }),
    // A folder looks like a file until it is read.
    ...(content === null && { refused: `${file.name} can’t be read; drop a file, and no folder.` }),
  });
}

export function openPaste(pasted: string): void {
  take({ name: '', content: pasted });
}

/** Shows a row's text in the view of one text, from where its neighbours in the table can be reached. */
export function openRow(row: number): void {
  const shown = textOf(row);
  const rows = tableRows.value;
  openView('text');
  batch(() => {
    text.value = shown;
    origin.value = {
      text: shown,
      words: `Row ${(row + 1).toLocaleString('en')} of ${given.value?.name || 'what was pasted'}`,
      step: (by) => {
        const next = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + by))];
        if (next !== undefined && next !== row) {
          openRow(next);
        }
      },
    };
  });
}
