import { evidenceSentence } from '../../words/evidenceSentence';
import { origin } from '../../state/origin';
import { openView } from '../../state/link/link';
import { text } from '../../state/texts';
import { SaidWords } from '../parts/SaidWords';

/** The answer in plain words, and where the text is from when it was opened from a list. */
export function TextAnswer() {
  const from = origin.value?.text === text.value ? origin.value : null;
  return (
    <section class="card answer" aria-label="The answer in words">
      <p class="said"><SaidWords said={evidenceSentence.value} /></p>
      {from && (
        <p class="tools">
          <span class="quiet">{from.words}</span>
          <button type="button" class="link" onClick={() => from.step(-1)}>Before</button>
          <button type="button" class="link" onClick={() => from.step(1)}>After</button>
          <button type="button" class="link" onClick={() => openView('texts')}>Back to the texts</button>
        </p>
      )}
    </section>
  );
}
