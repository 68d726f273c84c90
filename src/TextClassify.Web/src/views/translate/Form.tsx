import type { TranslatorDescription } from '../../api/types';
import { beam } from '../../state/beam';
import { busy, note } from '../../state/page';
import { translate, translation } from '../../state/translate/answer';
import { text } from '../../state/texts';
import { examplesOf } from './examples';

/** Where the text is written; a beam costs the server too much to be followed key by key, so a button asks. */
export function Form({ served }: { readonly served: TranslatorDescription }) {
  const submit = (event: Event) => {
    event.preventDefault();
    translate();
  };
  const submitByEnter = (event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement }) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && text.value.trim() !== '') {
      event.preventDefault();
      translate();
    }
  };
  const most = served.limits.maxBeam;
  return (
    <section class="card editor" aria-labelledby="text-title">
      <header>
        <h2 id="text-title"><label for="text">Text</label></h2>
        <div class="tools">
          {examplesOf(served.notation).map((example, at) => (
            <button type="button" class="link" key={example} title={example} onClick={() => show(example)}>Example {at + 1}</button>
          ))}
        </div>
      </header>
      <form onSubmit={submit}>
        <textarea
          id="text"
          dir="auto"
          rows={2}
          spellcheck={false}
          placeholder={`${served.notation === 'smiles' ? 'Molecules as SMILES, a dot between them' : 'A text'}; Enter translates.`}
          value={text.value}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={submitByEnter}
          aria-describedby="text-state"
        />
        <div class="tools">
          <button type="submit" class="first" disabled={text.value.trim() === ''}>Translate</button>
          <label class="field" title="So many texts are followed side by side, and so many candidates are given at most.">
            <span>Beam</span>
            <select id="beam" value={Math.min(beam.value, most)} onChange={(event) => widen(Number(event.currentTarget.value))}>
              {Array.from({ length: most }, (_, i) => <option key={i} value={i + 1}>{i + 1}</option>)}
            </select>
          </label>
        </div>
      </form>
      <p id="text-state" class="quiet" aria-live="polite">{state(served)}</p>
    </section>
  );
}

function show(example: string): void {
  text.value = example;
  translate();
}

/** What was wrong with the text before is no longer so. */
function write(words: string): void {
  note.value = '';
  text.value = words;
}

function widen(width: number): void {
  beam.value = width;
  translate();
}

function state({ limits, notation }: TranslatorDescription): string {
  const shown = translation.value;
  if (note.value !== '') {
    return note.value;
  }
  if (text.value.trim() === '') {
    return 'Nothing to read yet.';
  }
  if (busy.value) {
    return '…';
  }
  const kind = notation === 'words' ? 'words and signs' : notation === 'characters' ? 'characters' : 'symbols';
  return shown?.text === text.value
    ? `${shown.symbols.length} ${kind}; the model reads up to ${limits.maxSymbols}.`
    : 'Press Translate to have this text read.';
}
