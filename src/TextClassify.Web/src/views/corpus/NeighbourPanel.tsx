import { fixed } from '../../numbers/format';
import { mapShown } from '../../state/map/maps';
import { findSpansAlike, lassoSummary, neighbours, spansAlike, spansAlikeTrouble } from '../../state/map/neighbours';
import { chosenPoint } from '../../state/map/points';
import { analysis } from '../../state/reading';
import { cursor, span } from '../../state/selection';
import { ScrollTable } from '../parts/ScrollTable';
import { LabelChip } from './LabelChip';
import { LassoContents } from './LassoContents';

/** Reference states and texts: those in the lasso, those that switch on the same units as a span, or those nearest to the step. */
export function NeighbourPanel() {
  if (!mapShown.value) {
    return null;
  }
  return (
    <section class="card neighbours" aria-labelledby="neighbours-title">
      <header>
        <h2 id="neighbours-title">{title()}</h2>
        <div class="tools">
          {chosenPoint.value !== null && (
            <button type="button" onClick={() => (chosenPoint.value = null)}>Back to the step</button>
          )}
          <button type="button" disabled={!span.value} onClick={findSpansAlike}>Find spans like the selected one</button>
        </div>
      </header>
      {lassoSummary.value ? <LassoContents />
        : spansAlike.value || spansAlikeTrouble.value !== '' ? <SpansAlike />
        : <Nearest />}
    </section>
  );
}

function title(): string {
  if (lassoSummary.value) {
    return 'In the lasso';
  }
  if (spansAlike.value) {
    return 'Spans that switch on the same units';
  }
  const word = analysis.value?.tokens[cursor.value.head]?.text;
  return chosenPoint.value === null ? `States like that of “${word ?? ''}”` : 'States like the one chosen on the map';
}

function Nearest() {
  const found = neighbours.value;
  if (!found) {
    return <p class="quiet">The nearest reference states of the step appear here.</p>;
  }
  return (
    <ScrollTable label="Nearest reference states" head={['distance', 'word in its text', 'class expected there', 'true class']}>
      {found.map((state, rank) => (
        <tr key={rank}>
          <td>{fixed(state.distance)}</td>
          <td class="context"><bdi>{state.before}<b>{state.word}</b>{state.after}</bdi></td>
          <td><LabelChip label={state.cumulative.label} score={state.cumulative.score} /></td>
          <td><LabelChip label={state.label} /></td>
        </tr>
      ))}
    </ScrollTable>
  );
}

function SpansAlike() {
  const found = spansAlike.value;
  if (!found) {
    return <p class="quiet">{spansAlikeTrouble.value}</p>;
  }
  if (!found.units?.length) {
    return <p class="quiet">No unit is at {fixed(found.threshold ?? 0, 1)} or above over the whole span; select fewer words.</p>;
  }
  const least = fixed(found.threshold ?? 0, 1);
  return (
    <>
      <p class="quiet">
        {found.spansFound} spans in {found.textsSearched} texts have the same {found.units.length} units at {least} or above.
      </p>
      <ScrollTable label="Spans like the selected one" head={['mean', 'words in their text', 'predicted', 'true class']}>
        {(found.spans ?? []).map((item) => (
          <tr key={`${item.row}-${item.start}`}>
            <td>{fixed(item.mean)}</td>
            <td class="context"><bdi>{item.before}<b>{item.words}</b>{item.after}</bdi></td>
            <td><LabelChip label={item.prediction} /></td>
            <td><LabelChip label={item.label} /></td>
          </tr>
        ))}
      </ScrollTable>
    </>
  );
}
