import type { DriftResponse, OverviewResponse } from '../../api/types';
import { BandChart } from '../../charts/BandChart';
import { TimeBars, timeWords } from '../../charts/TimeBars';
import { useWidth } from '../../charts/useWidth';
import { css } from '../../colour/contrast';
import { percent } from '../../numbers/format';
import { slotsOf, withGaps, type Slot } from '../../recorded/overview';
import { labels, scale } from '../../state/models';
import { question, selection, selectionWords } from '../../state/recorded/question';
import { overviewSentence } from '../../words/overviewSentence';
import { TableTwin } from '../parts/TableTwin';
import { ByGroup } from './ByGroup';
import { Drift } from './Drift';
import { Errors } from './Errors';
import { Selection } from './Selection';
import { Trouble } from './Trouble';
import { useAnswer } from './useAnswer';

/** Labels that have a colour of their own in the chart; the others together are grey. */
const mostLabels = 7;

/** What was answered, how right it was, and whether anything changed. */
export function Overview() {
  const of = selection.value;
  const asked = useAnswer<OverviewResponse>(question('/quality/overview', of));
  const drift = useAnswer<DriftResponse>(question('/drift', of));
  const found = asked.value;
  if (asked.trouble !== '') {
    return <Trouble asked={asked} />;
  }
  if (!found) {
    return <p class="quiet">…</p>;
  }
  const said = overviewSentence({ all: found.all, byLabel: found.byLabel, drift: drift.value, of: selectionWords(of) });
  return (
    <>
      <Selection known={found} />
      <section class="card answer" aria-labelledby="overview-title">
        <header><h2 id="overview-title">Overview</h2></header>
        <p id="overview" class="said">{said}</p>
      </section>
      {found.all.predictions > 0 && (
        <>
          <OverTime found={found} />
          <Drift asked={drift} />
          <div class="row halves">
            <ByGroup by="cohort" groups={found.byCohort} />
            <ByGroup by="version" groups={found.byVersion} />
          </div>
          <Errors known={found} />
        </>
      )}
    </>
  );
}

function OverTime({ found }: { readonly found: OverviewResponse }) {
  const { unit } = found;
  const shown = labels.value.slice(0, mostLabels);
  const columns = shown.map((label) => found.labels.indexOf(label));
  const { element, width } = useWidth<HTMLDivElement>();
  const slots = withGaps(slotsOf(found.times, found.labelCounts, columns), unit);
  return (
    <section class="card" aria-labelledby="time-title">
      <header><h2 id="time-title">By {unit}, UTC</h2></header>
      <div ref={element} class="stack">
        <h3>Texts answered, by label</h3>
        {slots.length > 0 && width.value > 0 && (
          <>
            <TimeBars width={width.value} slots={slots} colour={scale.value.pure} label={`Texts by ${unit} and label.`} />
            <p class="keys">
              {shown.map((label, at) => (
                <span class="key" key={label}><i class="box" style={{ background: css(scale.value.pure(at)) }} />{label}</span>
              ))}
            </p>
            <h3>Share that is right: the band is by the model’s own probabilities, a dot by labels</h3>
            <BandChart width={width.value} slots={slots} label={`Accuracy by ${unit}.`} />
            <TableTwin
              name="Times"
              head={[unit, 'texts', ...shown, 'right, estimated', 'right, by labels']}
              rows={() => slots.map((slot) => rowOf(slot))}
            />
          </>
        )}
      </div>
    </section>
  );
}

function rowOf({ time, total, counts, estimated, measured }: Slot): (string | number)[] {
  return [timeWords(time), total, ...counts, estimated ? percent(estimated.value) : '', measured ? percent(measured.value) : ''];
}
