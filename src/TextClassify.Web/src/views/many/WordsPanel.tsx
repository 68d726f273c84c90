import { useSignal } from '@preact/signals';
import { strongest, type WeightKey } from '../../batch/tally';
import { signed } from '../../numbers/format';
import { answers } from '../../state/many/run';
import { noun, shownLabel, sums } from '../../state/many/tallies';
import { changeScope, scope } from '../../state/scope';
import { Switch } from '../parts/Switch';
import { WeightBars } from '../parts/WeightBars';
import { LabelChoice } from './LabelChoice';

const shown = 20;
/** A mean over fewer texts is chance. */
const leastForMean = 3;
const orders: readonly (readonly [WeightKey, string, string])[] = [
  ['sum', 'weight', 'What a word added, over all texts.'],
  ['mean', 'weight a text', `Of words in ${leastForMean} texts or more.`],
  ['support', 'texts', 'In how many texts a word is.'],
];

/** The words that speak for and against a label, over all texts that were given it. */
export function WordsPanel() {
  const order = useSignal<WeightKey>('sum');
  const { labels, explained, words } = answers.value;
  const label = shownLabel.value;
  const weights = sums.value.weights[label];
  if (!explained || !weights || sums.value.answered === 0) {
    return null;
  }
  const key = order.value;
  const least = key === 'mean' ? leastForMean : 1;
  const found = (against: boolean) =>
    strongest(weights, shown, { key, least, against }).map((weight) => ({ ...weight, word: words.word(weight.word) }));
  const [speakFor, against] = [found(false), found(true)];
  const largest = [...speakFor, ...against].reduce((most, word) => Math.max(most, Math.abs(key === 'mean' ? word.mean : word.sum)), 1e-9);
  const look = { largest, byMean: key === 'mean', chosen: scope.value.word, onPress: (word: string | null) => changeScope({ word }) };
  return (
    <section class="card words-card" aria-labelledby="drivers-title">
      <header>
        <h2 id="drivers-title">Words that drive {labels[label]}</h2>
        <div class="tools">
          <LabelChoice />
          <Switch name="Sorted by" options={orders} value={order} />
        </div>
      </header>
      <div class="row halves">
        <WeightBars id="words-for" title={<>Speak for <b>{labels[label]}</b></>} words={speakFor} {...look} />
        <WeightBars id="words-against" title="Speak against it" words={against} {...look} />
      </div>
      <p class="quiet">
        A word’s weight is what it added to the logit of {labels[label]}, summed over the {noun.value} that were given this label; then in
        how many of them it is, and the weight divided by that number. A text that has a word twice counts once, with the shares of both
        places. Shares are exact: the weights of all words and {signed(weights.bias)} of bias add up to {signed(weights.logit)}, the sum of
        the logits. Large and small letters are one word. A press shows the texts with the word.
      </p>
    </section>
  );
}
