import { css } from '../../colour/contrast';
import { mostBits, sizeColour } from '../../colour/ramp';
import { signedColour } from '../../colour/signed';
import { fixed } from '../../numbers/format';
import { currentMoves } from '../../state/explain/currentMoves';
import { letters } from '../../state/letters';
import { theme } from '../../state/page';
import { hasNoSign, letterSentence, letterSpanSentence, unitOf } from '../../words/letterSentence';
import { evenShares, Ramp } from '../parts/Ramp';
import { LetterList } from './LetterList';
import { MovesPanel } from './MovesPanel';
import { ZonePanel } from './ZonePanel';

/** A text as a language model reads it: how surprised it is at each character, why, and what its gates do. */
export function LanguagePanel() {
  const read = letters.value;
  return (
    <>
      <section class="card reading" aria-labelledby="letters-title">
        <header><h2 id="letters-title">Surprise, character by character</h2></header>
        <p class="readout">{letterSentence.value}{letterSpanSentence.value && `. ${letterSpanSentence.value}`}</p>
        {read
          ? <LetterList read={read} />
          : <p class="quiet empty">The characters appear here, each in the colour of the model’s surprise.</p>}
        <footer class="legends"><LetterLegend /></footer>
      </section>
      {read && (
        <div class="row views">
          <ZonePanel read={read} />
          <MovesPanel read={read} />
        </div>
      )}
    </>
  );
}

function LetterLegend() {
  const largest = currentMoves.value?.explanation.largest ?? 0;
  const sizes = hasNoSign(currentMoves.value);
  return (
    <>
      <div class="legend many" role="img" aria-label={`Colour and the upper bar are the surprise, from 0 to ${mostBits} bits and more.`}>
        <span class="key">
          surprise 0<Ramp class="ramp wide" shares={evenShares(16)} colour={(share) => sizeColour(share, theme.value)} />
          {mostBits} bits and more
        </span>
      </div>
      <div class="legend score-legend">
        {sizes
          ? <BoxKey score={1} words="the chosen one hangs on it, whichever way" />
          : <><BoxKey score={-1} words="▼ made the chosen one less likely" /><BoxKey score={1} words="▲ more likely" /></>}
        {largest > 0 && <span class="quiet">full bar {fixed(largest)}{unitOf(currentMoves.value?.unit)}</span>}
      </div>
      <p class="quiet">
        Choose a character by a click or the arrow keys to see which ones before it moved it;
        ? at the end stands for what would come next.
      </p>
    </>
  );
}

function BoxKey({ score, words }: { readonly score: number; readonly words: string }) {
  return <span class="key"><i class="box" style={{ background: css(signedColour(score, theme.value)) }} />{words}</span>;
}
