import type { ExplanationsResponse, GlobalToken } from '../../api/types';
import { labels } from '../../state/models';
import { question, selection, selectionWords } from '../../state/recorded/question';
import { changeScope, scope } from '../../state/scope';
import { WeightBars, type Weight } from '../parts/WeightBars';
import { Examples } from './Examples';
import { RecordedLabel } from './RecordedLabel';
import { Selection } from './Selection';
import { Trouble } from './Trouble';
import { useAnswer } from './useAnswer';

const shown = 25;
/** The service tells the words of the largest sums first, for and against. */
const asked = '1000';

/** Which words drove a label over all recorded predictions, and where they stand. */
export function Words() {
  const label = scope.value.label ?? labels.value[0] ?? '';
  const answer = useAnswer<ExplanationsResponse>(question('/explanations/global', selection.value, { label, limit: asked }));
  const tokens = answer.value?.tokens ?? [];
  const weight = ({ text, sum, support, mean, lower, upper }: GlobalToken): Weight =>
    ({ word: text, sum, support, mean, ...(lower != null && upper != null && { band: [lower, upper] as const }) });
  const speakFor = tokens.filter((token) => token.sum > 0).sort((a, b) => b.sum - a.sum).slice(0, shown).map(weight);
  const against = tokens.filter((token) => token.sum < 0).sort((a, b) => a.sum - b.sum).slice(0, shown).map(weight);
  const largest = [...speakFor, ...against].reduce((most, { sum }) => Math.max(most, Math.abs(sum)), 1e-9);
  const look = { largest, chosen: scope.value.word, onPress: (word: string | null) => changeScope({ word }) };
  return (
    <>
      <Selection />
      <Trouble asked={answer} />
      {answer.value && (
        <section class="card words-card" aria-labelledby="words-title">
          <header>
            <h2 id="words-title">Words that drove {label}</h2>
            <div class="tools"><RecordedLabel /></div>
          </header>
          <p class="note">
            {answer.value.predictions.toLocaleString('en')} texts were given this label{selectionWords(selection.value)}.
          </p>
          <div class="row halves">
            <WeightBars id="recorded-for" title={<>Spoke for <b>{label}</b></>} words={speakFor} {...look} />
            <WeightBars id="recorded-against" title="Spoke against it" words={against} {...look} />
          </div>
          <p class="quiet">
            A word’s weight is what it added to the logit of {label}, summed over the recorded texts that were given it; then in how many of
            them it is, and the weight divided by that number. Words are those of the model’s vocabulary; all that it has not are one word,
            as the vocabulary calls it. A press shows the word where it stands.
          </p>
        </section>
      )}
      {answer.value && scope.value.word !== null && <Examples word={scope.value.word} label={label} />}
    </>
  );
}
