import { useSignal } from '@preact/signals';
import { strongest, type WeightKey, type WordWeight } from '../../batch/tally';
import { css } from '../../colour/contrast';
import { signedColour } from '../../colour/signed';
import { signed } from '../../numbers/format';
import { answers } from '../../state/many/run';
import { noun, shownLabel, sums } from '../../state/many/tallies';
import { theme } from '../../state/page';
import { changeScope, scope } from '../../state/scope';
import { Switch } from '../parts/Switch';
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
  const { labels, explained } = answers.value;
  const label = shownLabel.value;
  const weights = sums.value.weights[label];
  if (!explained || !weights || sums.value.answered === 0) {
    return null;
  }
  const key = order.value;
  const least = key === 'mean' ? leastForMean : 1;
  const [speakFor, against] = [strongest(weights, shown, { key, least }), strongest(weights, shown, { key, least, against: true })];
  const largest = [...speakFor, ...against].reduce((most, word) => Math.max(most, Math.abs(key === 'mean' ? word.mean : word.sum)), 1e-9);
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
        <WordBars id="words-for" title={<>Speak for <b>{labels[label]}</b></>} words={speakFor} largest={largest} by={key} />
        <WordBars id="words-against" title={<>Speak against it</>} words={against} largest={largest} by={key} />
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

interface BarsProps {
  readonly id: string;
  readonly title: preact.ComponentChildren;
  readonly words: readonly WordWeight[];
  readonly largest: number;
  readonly by: WeightKey;
}

function WordBars({ id, title, words, largest, by }: BarsProps) {
  const { words: list } = answers.value;
  return (
    <div>
      <h3>{title}</h3>
      {words.length === 0
        ? <p class="quiet">No word does.</p>
        : <p class="word-head quiet" aria-hidden="true"><span /><span /><span>weight</span><span>texts</span><span>a text</span></p>}
      <ol id={id} class="word-bars">
        {words.map(({ word, sum, support, mean }) => {
          const text = list.word(word);
          const share = (by === 'mean' ? mean : sum) / largest;
          const pressed = scope.value.word === text;
          return (
            <li key={word}>
              <button
                type="button"
                aria-pressed={pressed}
                title={`${text}: weight ${signed(sum)}, in ${support} texts, ${signed(mean)} a text`}
                onClick={() => changeScope({ word: pressed ? null : text })}
              >
                <bdi class="name">{text}</bdi>
                <span class="track">
                  <i style={{ width: `${100 * Math.abs(share)}%`, background: css(signedColour(share, theme.value)) }} />
                </span>
                <span class="number">{signed(sum, Math.abs(sum) < 10 ? 2 : 1)}</span>
                <span class="number quiet">{support.toLocaleString('en')}</span>
                <span class="number quiet">{signed(mean)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
