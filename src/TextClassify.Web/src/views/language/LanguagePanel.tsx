import { moveOf, type Letters } from '../../answers/letters';
import { stepAxis, type StepAxis } from '../../charts/StepChart';
import { SurpriseBars } from '../../charts/SurpriseBars';
import { useWidth } from '../../charts/useWidth';
import { largestOf, ZoneMap } from '../../charts/ZoneMap';
import { css } from '../../colour/contrast';
import { mostBits, signedShade, sizeColour } from '../../colour/ramp';
import { signedColour } from '../../colour/signed';
import { fixed } from '../../numbers/format';
import { letters, zoneView } from '../../state/letters';
import { theme } from '../../state/page';
import { visible } from '../../words/characters';
import { amount, currentMoves, letterSentence, letterSpanSentence, unitOf, unsigned } from '../../words/letterSentence';
import { ExportButtons } from '../parts/ExportButtons';
import { Switch } from '../parts/Switch';
import { TableTwin } from '../parts/TableTwin';
import { LetterList } from './LetterList';
import { MovesPanel } from './MovesPanel';

const views = [
  ['norms', 'sizes', 'The Euclidean norm of each zone.'],
  ['activations', 'numbers', 'Every number of each zone.'],
] as const;

/** A text as a language model reads it: how surprised it is at each character, why, and what its gates do. */
export function LanguagePanel() {
  const read = letters.value;
  return (
    <>
      <section class="card reading" aria-labelledby="letters-title">
        <header><h2 id="letters-title">Surprise, character by character</h2></header>
        <p class="readout">{letterSentence.value}{letterSpanSentence.value && `. ${letterSpanSentence.value}`}</p>
        {read ? <LetterList read={read} /> : <p class="quiet empty">The characters appear here, each in the colour of the model’s surprise.</p>}
        <footer class="legends"><Legend /></footer>
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

function ZonePanel({ read }: { readonly read: Letters }) {
  const { element, width } = useWidth<HTMLDivElement>();
  const axis = stepAxis(read.letters.length, width.value);
  const view = zoneView.value;
  const moves = currentMoves.value;
  const surprise = (on: StepAxis) => <SurpriseBars axis={on} surprisal={read.surprisal} mean={read.bitsPerCharacter} theme={theme.value} />;
  return (
    <section class="card steps" aria-labelledby="zones-title">
      <header>
        <h2 id="zones-title">Along the text</h2>
        <Switch name="Zones" options={views} value={zoneView} />
      </header>
      <div ref={element} class="stack">
        {width.value > 0 && (
          <>
            <h3>Surprise, in bits <ExportButtons view="surprise" draw={surprise} /></h3>
            <div id="view-surprise">{surprise(axis)}</div>
            <h3>What the gates are made of: {read.zoneCount} zones{view === 'norms' ? '' : ` of ${read.zoneWidth} numbers`}</h3>
            <ZoneMap axis={axis} read={read} view={view} theme={theme.value} />
            <ZoneLegend read={read} />
          </>
        )}
      </div>
      <TableTwin
        name="Characters"
        head={['place', 'character', 'offset', 'bits', 'jump', ...Array.from({ length: read.zoneCount }, (_, zone) => `zone ${zone + 1}`), 'moves the chosen one']}
        rows={() => read.letters.map((letter, at) => {
          const score = moveOf(moves, at);
          return [
            at + 1, visible(letter.text), letter.start, fixed(read.surprisal[at] ?? 0), fixed(read.distance[at] ?? 0),
            ...(read.norms[at] ?? []).map((norm) => fixed(norm)), score === null ? '' : amount(score, moves),
          ];
        })}
      />
    </section>
  );
}

function ZoneLegend({ read }: { readonly read: Letters }) {
  const view = zoneView.value;
  const largest = fixed(largestOf(read, view));
  return (
    <div class="legend many">
      <span class="key">
        {view === 'norms' ? '0' : `−${largest}`}
        <Ramp colour={(share) => (view === 'norms' ? sizeColour(share, theme.value) : signedShade(2 * share - 1, theme.value))} />
        {largest}
      </span>
    </div>
  );
}

function Legend() {
  const largest = currentMoves.value?.explanation.largest ?? 0;
  const sizes = unsigned(currentMoves.value);
  return (
    <>
      <div class="legend many" role="img" aria-label={`Colour and the upper bar are the surprise, from 0 to ${mostBits} bits and more.`}>
        <span class="key">surprise 0<Ramp colour={(share) => sizeColour(share, theme.value)} />{mostBits} bits and more</span>
      </div>
      <div class="legend score-legend">
        {sizes
          ? <span class="key"><i class="box" style={{ background: css(signedColour(1, theme.value)) }} />the chosen one hangs on it, whichever way</span>
          : <>
              <span class="key"><i class="box" style={{ background: css(signedColour(-1, theme.value)) }} />▼ made the chosen one less likely</span>
              <span class="key"><i class="box" style={{ background: css(signedColour(1, theme.value)) }} />▲ more likely</span>
            </>}
        {largest > 0 && <span class="quiet">full bar {fixed(largest)}{unitOf(currentMoves.value?.unit)}</span>}
      </div>
      <p class="quiet">Choose a character by a click or the arrow keys to see which ones before it moved it; ? at the end stands for what would come next.</p>
    </>
  );
}

const steps = 16;

function Ramp({ colour }: { readonly colour: (share: number) => readonly [number, number, number] }) {
  return <span class="ramp wide">{Array.from({ length: steps + 1 }, (_, i) => <i key={i} style={{ background: css(colour(i / steps)) }} />)}</span>;
}
