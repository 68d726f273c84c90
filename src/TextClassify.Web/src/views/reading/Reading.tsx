import type { Analysis } from '../../answers/analysis';
import type { Explanation } from '../../answers/explanation';
import { insteadNote, methods, shownMethod } from '../../state/explain/methods';
import { readsAtOnce, takesAspects } from '../../state/models';
import { analyses, explanations, kind, reading } from '../../state/reading';
import { pinnedText, type Side } from '../../state/texts';
import { kindNames, readingNames, readingOf } from '../../words/names';
import { Certificate } from '../explain/Certificate';
import { Edited } from '../explain/Edited';
import { MethodChoice } from '../explain/MethodChoice';
import { ScoreLegend } from '../parts/ScoreLegend';
import { Switch } from '../parts/Switch';
import { ClassLegend } from './Legends';
import { Words } from './Words';

/** The text as the model read it, and what each word says for the class or against it. */
export function Reading() {
  const { a, b } = analyses.value;
  const chosen = shownMethod.value;
  const both = explanations.value;
  const readings = readingNames.filter(([name]) => readsAtOnce.value ? name === 'prefix' : !takesAspects.value || name !== 'prefix');
  const kinds = kindNames.filter(([name]) => readsAtOnce.value ? name === 'word' : !takesAspects.value || name !== 'word');
  const largest = Math.max(both.a?.largest ?? 0, pinnedText.value === null ? 0 : (both.b?.largest ?? 0));
  return (
    <section class="card reading" aria-labelledby="reading-title">
      <header>
        <h2 id="reading-title">What the model read</h2>
        <div class="tools">
          <Switch name="Expected from" options={readings} value={reading} />
          <Switch name="States" options={kinds} value={kind} />
          <MethodChoice methods={methods.value} chosen={chosen} />
        </div>
      </header>
      {insteadNote.value !== '' && <p class="quiet" role="status">{insteadNote.value}</p>}
      {a
        ? <TextReading side="a" analysis={a} explanation={both.a} largest={largest} />
        : <p class="quiet empty">The words appear here, each in the colour of what it says for the class or against it.</p>}
      {b && pinnedText.value !== null && (
        <>
          <h3>Text B</h3>
          <TextReading side="b" analysis={b} explanation={both.b} largest={largest} />
        </>
      )}
      <footer class="legends">
        <ScoreLegend largest={largest} signed={chosen?.signed ?? true} />
        <p class="quiet">{chosen?.description}</p>
        <ClassLegend />
        <p class="quiet">The stripe under a word is the class expected there. {readingOf(reading.value)[2]}</p>
      </footer>
    </section>
  );
}

interface TextProps {
  readonly side: Side;
  readonly analysis: Analysis;
  readonly explanation: Explanation | null;
  readonly largest: number;
}

/** A text's words, what the method found beyond their scores, and whether to believe it. */
function TextReading({ side, analysis, explanation, largest }: TextProps) {
  return (
    <>
      <Words side={side} analysis={analysis} explanation={explanation} largest={largest} />
      {explanation?.counterfactual && explanation.text === analysis.text && <Edited shown={explanation.counterfactual} />}
      <Certificate explanation={explanation} />
    </>
  );
}
