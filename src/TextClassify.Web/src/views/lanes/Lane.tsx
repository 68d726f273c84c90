import type { Source } from '../../answers/case';
import type { SourceLimits, TokenScore } from '../../api/types';
import { css, inkOn } from '../../colour/contrast';
import { signedShade } from '../../colour/ramp';
import { signedColour } from '../../colour/signed';
import { percent, signed } from '../../numbers/format';
import { caseTexts, silenced, toggleSource, writeSource } from '../../state/case';
import { theme } from '../../state/page';

interface Props {
  readonly source: SourceLimits;
  readonly said: Source | null;
  /** Of the whole case. */
  readonly label: string;
  /** The share of a full bar, and the score of a full colour: lanes compare. */
  readonly largestShare: number;
  readonly largestWord: number;
  /** Whether nobody else speaks. */
  readonly isLast: boolean;
}

/** One source: its text, its words in the colour of what they say for the label or against it, its share, and what it says alone. */
export function Lane({ source, said, label, largestShare, largestWord, isLast }: Props) {
  const { name } = source;
  const isSilenced = silenced.value.includes(name);
  const id = `source-${name}`;
  const share = said?.share ?? null;
  return (
    <li class={isSilenced ? 'source-lane silenced' : 'source-lane'} data-source={name}>
      <header>
        <h3><label for={id}><b>{name}</b></label></h3>
        <span class="quiet" id={`${id}-state`}>{stateOf(said, source, isSilenced)}</span>
        <span class="source-share">
          {share !== null && (
            <>
              <span class="share-track" aria-hidden="true">
                <i class={share < 0 ? 'against' : 'for'} style={barOf(share, largestShare)} />
              </span>
              <span class="number" title={`Share of the logit of ${label}`}>
                <span class="hidden">share </span>{signed(share)}
              </span>
            </>
          )}
        </span>
        <button
          type="button"
          aria-pressed={isSilenced}
          disabled={isLast && !isSilenced}
          title={isLast && !isSilenced ? 'No other source speaks.' : ''}
          onClick={() => toggleSource(name)}
        >
          {isSilenced ? 'Silenced' : 'Silence'}<span class="hidden"> {name}</span>
        </button>
      </header>
      <textarea
        id={id}
        dir="auto"
        rows={1}
        spellcheck={false}
        placeholder="Nothing: this source is not there."
        value={caseTexts.value[name] ?? ''}
        onInput={(event) => writeSource(name, event.currentTarget.value)}
        aria-describedby={`${id}-state`}
      />
      {said && said.tokens.length > 0 && (
        <p class="lane-words" dir="auto" role="group" aria-label={`Words of ${name}`}>
          {said.tokens.map((token) => <Word key={token.index} token={token} share={largestWord > 0 ? token.score / largestWord : 0} />)}
        </p>
      )}
      {said?.alone && (
        <p class="alone">
          Alone it says <b class={said.alone.label === label ? '' : 'turned'}>{said.alone.label}</b>, {percent(said.alone.score)}.
        </p>
      )}
    </li>
  );
}

function Word({ token, share }: { readonly token: TokenScore; readonly share: number }) {
  const ground = signedShade(share, theme.value);
  const words = `${token.outOfVocabulary ? 'unknown word, ' : ''}${signed(token.score)}`;
  return (
    <>
      <bdi
        class={token.outOfVocabulary ? 'lane-word unknown' : 'lane-word'}
        style={{ background: css(ground), color: css(inkOn(ground)) }}
        title={words}
      >
        {token.text}
      </bdi>{' '}
    </>
  );
}

/** From the middle of the track to the right for the label, to the left against it. */
function barOf(share: number, largest: number) {
  const size = largest > 0 ? 50 * Math.abs(share) / largest : 0;
  return { width: `${size}%`, background: css(signedColour(largest > 0 ? share / largest : 0, theme.value)) };
}

function stateOf(said: Source | null, { maxTokens }: SourceLimits, isSilenced: boolean): string {
  const count = said?.tokenCount ?? 0;
  const words = `${count} ${count === 1 ? 'word or sign' : 'words and signs'}`;
  if (isSilenced) {
    return 'silenced: as if it had not been sent';
  }
  switch (said?.status) {
    case 'ok':
      return words;
    case 'truncated':
      return `${words}, the first ${maxTokens} of them read`;
    case 'lost':
      return 'not there';
    default:
      return '';
  }
}
