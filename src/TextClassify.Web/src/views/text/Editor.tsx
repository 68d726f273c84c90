import { mostLetters } from '../../answers/letters';
import { percent } from '../../numbers/format';
import { swapTexts, togglePin } from '../../state/actions';
import { letters } from '../../state/letters';
import { language, model, takesAspects } from '../../state/models';
import { note } from '../../state/page';
import { analyses } from '../../state/reading';
import { pinnedText, text } from '../../state/texts';
import { FileChoice } from '../parts/FileChoice';
import { Aspects } from './Aspects';
import { examplesOf } from './examples';

/** Where the text is written; every change is read again. */
export function Editor() {
  const shown = analyses.value.a;
  const served = language.value ?? model.value;
  const limit = served?.limits.maxTextLength ?? Infinity;
  return (
    <section class="card editor" aria-labelledby="text-title">
      <header>
        <h2 id="text-title"><label for="text">Text{pinnedText.value === null ? '' : ' A'}</label></h2>
        <div class="tools">
          {examplesOf(served?.name ?? '').map((example, i) => (
            <button type="button" class="link" key={example} onClick={() => (text.value = example)} title={example}>
              Example {i + 1}
            </button>
          ))}
          {pinnedText.value !== null && language.value === null && <button type="button" onClick={swapTexts}>Swap A and B</button>}
          {language.value === null && (
            <button
              type="button"
              aria-pressed={pinnedText.value !== null}
              disabled={pinnedText.value === null && !shown}
              onClick={togglePin}
            >
              {pinnedText.value === null ? 'Pin as B' : 'Unpin B'}
            </button>
          )}
        </div>
      </header>
      <textarea
        id="text"
        dir="auto"
        rows={2}
        spellcheck={false}
        placeholder="Write or paste a text; the page follows as you type."
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
        aria-describedby="text-state"
      />
      {takesAspects.value && <Aspects />}
      <p id="text-state" class="quiet">{state(text.value, limit)}</p>
      {model.value && !takesAspects.value && (
        <p class="quiet many-hint">
          Have many texts? Drop their file anywhere on this page, or <FileChoice name="choose a file" look="link" />: you read which words
          drive each label.
        </p>
      )}
    </section>
  );

  function state(words: string, most: number): string {
    if (note.value !== '') {
      return note.value;
    }
    if (language.value !== null) {
      return lettersState(words);
    }
    if (words.trim() === '') {
      return 'Nothing to read yet.';
    }
    if (words.length > most) {
      return `The text has ${words.length.toLocaleString('en')} characters; the service reads up to ${most.toLocaleString('en')}.`;
    }
    if (!shown) {
      return served ? '…' : '';
    }
    const cut = shown.truncated ? `; the model reads the first ${shown.tokens.length} of them` : '';
    const unknown = shown.tokens.filter((token) => token.outOfVocabulary).length;
    const strangers = unknown > 0 ? ` ${percent(unknown / shown.tokens.length)} of the words are unknown to the model.` : '';
    return `${shown.tokenCount} words and signs${cut}.${strangers}`;
  }
}

function lettersState(words: string): string {
  const read = letters.value;
  if (words === '') {
    return 'Nothing to read yet.';
  }
  if (!read) {
    return '…';
  }
  const count = read.letters.length.toLocaleString('en');
  return words.length > mostLetters
    ? `The text has ${words.length.toLocaleString('en')} characters; this page reads the first ${count} of them.`
    : `${count} characters${read.unknown > 0 ? `, ${read.unknown} of them unknown to the model` : ''}.`;
}
