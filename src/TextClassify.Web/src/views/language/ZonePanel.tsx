import { moveOf, type Letters } from '../../answers/letters';
import { stepAxis, type StepAxis } from '../../charts/StepChart';
import { SurpriseBars } from '../../charts/SurpriseBars';
import { useWidth } from '../../charts/useWidth';
import { largestOf, ZoneMap } from '../../charts/ZoneMap';
import { signedShade, sizeColour } from '../../colour/ramp';
import { fixed } from '../../numbers/format';
import { currentMoves } from '../../state/explain/currentMoves';
import { zoneView } from '../../state/letters';
import { theme } from '../../state/page';
import { visibleCharacter } from '../../words/characters';
import { scoreInUnit } from '../../words/letterSentence';
import { ExportButtons } from '../parts/ExportButtons';
import { evenShares, Ramp } from '../parts/Ramp';
import { Switch } from '../parts/Switch';
import { TableTwin } from '../parts/TableTwin';

const views = [
  ['norms', 'sizes', 'The Euclidean norm of each zone.'],
  ['activations', 'numbers', 'Every number of each zone.'],
] as const;

/** Surprise and the zones of the gates along the text, one chart under the other on the same axis. */
export function ZonePanel({ read }: { readonly read: Letters }) {
  const { element, width } = useWidth<HTMLDivElement>();
  const axis = stepAxis(read.letters.length, width.value);
  const view = zoneView.value;
  const moves = currentMoves.value;
  const zoneNames = Array.from({ length: read.zoneCount }, (_, zone) => `zone ${zone + 1}`);
  const surprise = (on: StepAxis) => (
    <SurpriseBars axis={on} surprisal={read.surprisal} mean={read.bitsPerCharacter} theme={theme.value} />
  );
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
        head={['place', 'character', 'offset', 'bits', 'jump', ...zoneNames, 'moves the chosen one']}
        rows={() => read.letters.map((letter, at) => {
          const score = moveOf(moves, at);
          return [
            at + 1, visibleCharacter(letter.text), letter.start, fixed(read.surprisal[at] ?? 0), fixed(read.distance[at] ?? 0),
            ...(read.norms[at] ?? []).map((norm) => fixed(norm)), score === null ? '' : scoreInUnit(score, moves),
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
        <Ramp
          class="ramp wide"
          shares={evenShares(16)}
          colour={(share) => (view === 'norms' ? sizeColour(share, theme.value) : signedShade(2 * share - 1, theme.value))}
        />
        {largest}
      </span>
    </div>
  );
}
