import type { ComponentChildren } from 'preact';
import { css } from '../../colour/contrast';
import { signedColour } from '../../colour/signed';
import { signed } from '../../numbers/format';
import { theme } from '../../state/page';
import { glossOf } from '../../words/signs';

/** A word with what it adds to a label's logit. */
export interface Weight {
  readonly word: string;
  readonly sum: number;
  readonly support: number;
  readonly mean: number;
  /** The 95 % interval of the mean; absent where it is not known. */
  readonly band?: readonly [number, number];
}

interface Props {
  readonly id: string;
  readonly title: ComponentChildren;
  readonly words: readonly Weight[];
  /** The weight of a full bar. */
  readonly largest: number;
  /** Whether a bar is the mean, and not the sum. */
  readonly byMean?: boolean;
  readonly chosen: string | null;
  readonly onPress: (word: string | null) => void;
}

/** Words with bars as long as their weight: the colour says for or against, as everywhere on the page. */
export function WeightBars({ id, title, words, largest, byMean = false, chosen, onPress }: Props) {
  return (
    <div>
      <h3>{title}</h3>
      {words.length === 0
        ? <p class="quiet">No word does.</p>
        : <p class="word-head quiet" aria-hidden="true"><span /><span /><span>weight</span><span>texts</span><span>a text</span></p>}
      <ol id={id} class="word-bars">
        {words.map(({ word, sum, support, mean, band }) => {
          const share = (byMean ? mean : sum) / largest;
          const gloss = glossOf(word);
          const interval = band ? `, ${signed(band[0])} to ${signed(band[1])}` : '';
          return (
            <li key={word}>
              <button
                type="button"
                aria-pressed={word === chosen}
                title={`${word}: weight ${signed(sum)}, in ${support} texts, ${signed(mean)} a text${interval}`}
                onClick={() => onPress(word === chosen ? null : word)}
              >
                <span class="named"><bdi class="name">{word}</bdi>{gloss !== null && <small>{gloss}</small>}</span>
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
