import { analyses, explanations, kind, method, model, explainers, parameters, pinnedText, reading, takesAspects } from '../state/store';
import { Certificate } from './Certificate';
import { ClassLegend, ScoreLegend } from './Legends';
import { Parameters } from './Parameters';
import { spoken } from './format';
import { Switch } from './Switch';
import { Words } from './Words';

const readingNames = [
  ['cumulative', 'so far', 'Bias and evidence of the words up to here; the last word carries the prediction.'],
  ['local', 'this word', 'The output layer on this word’s state alone, as in Garcia, Munz and Weiskopf (2021).'],
  ['prefix', 'text ending here', 'The model run on the text up to this word.'],
] as const;

const kindNames = [
  ['forward', 'forward', 'What the words up to here left behind.'],
  ['backward', 'backward', 'What the words from here on left behind, read from the end.'],
  ['word', 'word', 'Both directions joined: the word in its text.'],
] as const;

/** The text as the model read it, and who spoke for the class. */
export function Reading() {
  const { a, b } = analyses.value;
  const served = model.value;
  const methods = explainers.value.filter((item) => served?.explainers.includes(item.name));
  const chosen = methods.find((item) => item.name === method.value) ?? methods[0];
  const both = explanations.value;
  const largest = Math.max(both.a?.largest ?? 0, pinnedText.value === null ? 0 : (both.b?.largest ?? 0));
  return (
    <section class="card reading" aria-labelledby="reading-title">
      <header>
        <h2 id="reading-title">What the model read</h2>
        <div class="tools">
          <Switch name="Expected from" options={readingNames.filter(([name]) => !takesAspects.value || name !== 'prefix')} value={reading} />
          <Switch name="States" options={kindNames.filter(([name]) => !takesAspects.value || name !== 'word')} value={kind} />
          <label class="field">
            <span>Scores by</span>
            <select id="method" value={chosen?.name ?? ''} onChange={(event) => { method.value = event.currentTarget.value; parameters.value = {}; }}>
              {methods.map((item) => <option key={item.name} value={item.name}>{spoken(item.name)}</option>)}
            </select>
          </label>
          {chosen && <Parameters explainer={chosen} />}
        </div>
      </header>
      {a ? <Words side="a" analysis={a} explanation={both.a} largest={largest} /> : <p class="quiet empty">The words appear here, each in the colour of the class expected at that point.</p>}
      <Certificate explanation={both.a} />
      {b && pinnedText.value !== null && (
        <>
          <h3>Text B</h3>
          <Words side="b" analysis={b} explanation={both.b} largest={largest} />
          <Certificate explanation={both.b} />
        </>
      )}
      <footer class="legends">
        <ClassLegend />
        <ScoreLegend largest={largest} signed={chosen?.signed ?? true} />
        {chosen && <p class="quiet">{chosen.description}</p>}
      </footer>
    </section>
  );
}
