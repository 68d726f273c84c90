import { useEffect } from 'preact/hooks';
import { translator } from '../../state/models';
import { text } from '../../state/texts';
import { followTranslation, shownCandidate, translation } from '../../state/translate/answer';
import { translationSentence } from '../../words/translationSentence';
import { Later } from '../parts/Later';
import { SaidWords } from '../parts/SaidWords';
import { Attention } from './Attention';
import { Candidates } from './Candidates';
import { examplesOf } from './examples';
import { Form } from './Form';
import '../../styles/translate.css';

/** Words need no drawing, so what draws molecules is fetched for a model of them alone. */
const molecules = () => import('./Molecules');

/** A text and what it may become, with where the model looked as it wrote. */
export function Page() {
  const served = translator.value;
  useEffect(() => {
    if (text.peek() === '') {
      text.value = examplesOf(served?.notation ?? '')[0] ?? '';
    }
    return followTranslation();
  }, []);
  const [shown, candidate] = [translation.value, shownCandidate.value];
  if (!served) {
    return null;
  }
  return (
    <>
      <section class="card answer" aria-label="The answer in words">
        <p class="said" aria-live="polite">
          {shown ? <SaidWords said={translationSentence(shown)} /> : 'Nothing is translated yet: write a text and press Translate.'}
        </p>
      </section>
      <Form served={served} />
      {shown && (
        <div class="row views translated">
          <div class="stacked">
            <Candidates shown={shown} />
            {candidate && served.notation === 'smiles' && <Later load={molecules} />}
          </div>
          {candidate && <Attention shown={shown} candidate={candidate} />}
        </div>
      )}
    </>
  );
}
