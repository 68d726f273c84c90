import type { DriftResponse, QualityResponse } from '../../api/types';
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
import { useAnswer, useAnswers } from './useAnswer';

/** Labels that have a colour of their own in the chart; the others together are grey. */
const mostLabels = 7;
/** Hours are told apart in so many days. */
const hourlyDays = 4;

/** What was answered, how right it was, and whether anything changed. */
export function Overview() {
  const of = selection.value;
  const byDay = useAnswer<QualityResponse>(question('/quality', of, { by: 'day' }));
  const byLabel = useAnswer<QualityResponse>(question('/quality', of, { by: 'label' }));
  const drift = useAnswer<DriftResponse>(question('/drift', of));
  const days = byDay.value?.groups?.length ?? 0;
  const all = byDay.value?.all;
  if (byDay.trouble !== '') {
    return <Trouble asked={byDay} />;
  }
  if (!all || !byLabel.value) {
    return <p class="quiet">…</p>;
  }
  const said = overviewSentence({ all, byLabel: byLabel.value.groups ?? [], drift: drift.value, of: selectionWords(of) });
  return (
    <>
      <Selection />
      <section class="card answer" aria-labelledby="overview-title">
        <header><h2 id="overview-title">Overview</h2></header>
        <p id="overview" class="said">{said}</p>
      </section>
      {all.predictions > 0 && (
        <>
          <OverTime hourly={days <= hourlyDays} />
          <Drift asked={drift} />
          <div class="row halves">
            <ByGroup by="cohort" />
            <ByGroup by="version" />
          </div>
          <Errors known={byDay.value!} />
        </>
      )}
    </>
  );
}

function OverTime({ hourly }: { readonly hourly: boolean }) {
  const of = selection.value;
  const by = { by: hourly ? 'hour' : 'day' };
  const shown = labels.value.slice(0, mostLabels);
  const all = useAnswer<QualityResponse>(question('/quality', of, by)).value;
  const byLabel = useAnswers<QualityResponse>(shown.map((label) => question('/quality', of, { ...by, label }))).value;
  const { element, width } = useWidth<HTMLDivElement>();
  const slots = all && byLabel ? withGaps(slotsOf(all.groups ?? [], byLabel.map(({ groups }) => groups ?? [])), hourly) : [];
  const unit = hourly ? 'hour' : 'day';
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
