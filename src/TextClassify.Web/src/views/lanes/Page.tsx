import { useEffect } from 'preact/hooks';
import { caseTexts, silenced } from '../../state/case';
import { caseAnswer, followCase } from '../../state/lanes/answer';
import { model, sources } from '../../state/models';
import { note } from '../../state/page';
import { caseSentence } from '../../words/caseSentence';
import { SaidWords } from '../parts/SaidWords';
import { Ablations } from './Ablations';
import { CaseScores } from './CaseScores';
import { examplesOf } from './examples';
import { Lanes } from './Lanes';
import '../../styles/lanes.css';

/** A case of several sources: what each says, whom it heard, and what would have been answered otherwise. */
export function Page() {
  const examples = examplesOf(model.value?.name ?? '');
  const named = sources.value ?? [];
  useEffect(() => {
    if (Object.values(caseTexts.peek()).every((text) => text === '')) {
      caseTexts.value = examples[0] ?? {};
    }
    return followCase();
  }, []);
  const shown = caseAnswer.value;
  return (
    <>
      <section class="card answer" aria-label="The answer in words">
        <p class="said" aria-live="polite">
          {shown ? <SaidWords said={caseSentence(shown)} /> : note.value || 'Nothing to read yet: write what a source says.'}
        </p>
      </section>
      <section class="card" aria-labelledby="lanes-title">
        <header>
          <h2 id="lanes-title">What each source says, and whom it heard</h2>
          <div class="tools">
            {examples.map((example, at) => (
              <button type="button" class="link" key={at} title={Object.values(example).join(' · ')} onClick={() => show(example)}>
                Example {at + 1}
              </button>
            ))}
            <button type="button" disabled={silenced.value.length === 0} onClick={() => (silenced.value = [])}>Let all speak</button>
          </div>
        </header>
        <Lanes named={named} shown={shown} />
      </section>
      {shown && (
        <div class="row views case-answers">
          <Ablations shown={shown} />
          <CaseScores shown={shown} />
        </div>
      )}
    </>
  );
}

function show(example: Readonly<Record<string, string>>): void {
  caseTexts.value = example;
  silenced.value = [];
}
