import { Heatmap } from '../../charts/Heatmap';
import { JumpHistogram } from '../../charts/JumpHistogram';
import { Jumps } from '../../charts/Jumps';
import { stepAxis, type StepAxis } from '../../charts/StepChart';
import { useWidth } from '../../charts/useWidth';
import { WaterfallChart, waterfallHeight } from '../../charts/WaterfallChart';
import { fixed, percent, signed } from '../../numbers/format';
import { largestJump, referenceJumps } from '../../state/map/jumps';
import { labelRules } from '../../state/map/look';
import { labels, scale } from '../../state/models';
import { theme } from '../../state/page';
import { analysis, evidences, expected, kind, targetIndex } from '../../state/reading';
import { step } from '../../state/selection';
import { focus, pinnedText } from '../../state/texts';
import { stepSentence } from '../../words/stepSentence';
import { ExportButtons } from '../parts/ExportButtons';
import { Switch } from '../parts/Switch';
import { TableTwin } from '../parts/TableTwin';

const stateNames = { forward: 'the forward state', backward: 'the backward state', word: 'the word state' };

/** The steps from left to right, one chart under the other on the same axis. */
export function StepPanel() {
  const { element, width } = useWidth<HTMLDivElement>();
  const shown = analysis.value;
  const count = shown?.tokens.length ?? 0;
  const axis = stepAxis(count, width.value);
  const distance = shown?.distance[kind.value] ?? [];
  const evidence = evidences.value[focus.value];
  const fits = evidence && shown && evidence.text === shown.text && evidence.scores.length === count;
  const waterfall = (on: StepAxis) => fits && (
    <WaterfallChart
      axis={on}
      bias={evidence.bias}
      scores={evidence.scores}
      label={labels.value[evidence.target] ?? ''}
      theme={theme.value}
    />
  );
  const heatmap = (on: StepAxis) => (
    <Heatmap axis={on} labels={labels.value} expected={expected.value} scale={scale.value} chosen={targetIndex.value} />
  );
  const jumps = (on: StepAxis) => (
    <Jumps
      axis={on}
      distance={distance}
      expected={expected.value}
      scale={scale.value}
      threshold={labelRules.value.jump * largestJump.value}
    />
  );
  const histogram = (on: StepAxis) => referenceJumps.value && (
    <JumpHistogram width={on.width} reference={referenceJumps.value} own={distance} step={step.value} />
  );
  return (
    <section class="card steps" aria-labelledby="steps-title">
      <header>
        <h2 id="steps-title">Step by step</h2>
        {pinnedText.value !== null && <Switch name="Text" options={[['a', 'A'], ['b', 'B']]} value={focus} />}
      </header>
      <p class="readout">{stepSentence.value}</p>
      <div ref={element} class="stack" id="step-charts">
        {shown && width.value > 0 && (
          <>
            {evidence && (
              <>
                <h3>
                  <span>Evidence for <b>{labels.value[evidence.target]}</b>, adding up to its logit</span>{' '}
                  <ExportButtons view="waterfall" draw={waterfall} />
                </h3>
                <div id="view-waterfall" style={{ minHeight: `${waterfallHeight}px` }}>{waterfall(axis)}</div>
              </>
            )}
            <h3>What it expects <ExportButtons view="heatmap" draw={heatmap} /></h3>
            <div id="view-heatmap">{heatmap(axis)}</div>
            <h3>
              <span>How far {stateNames[kind.value]} jumps; from the dashed line on, the map labels the word</span>{' '}
              <ExportButtons view="jumps" draw={jumps} />
            </h3>
            <div id="view-jumps">{jumps(axis)}</div>
            <h3>Is a jump unusual? {referenceJumps.value && <ExportButtons view="histogram" draw={histogram} />}</h3>
            {referenceJumps.value
              ? <div id="view-histogram">{histogram(axis)}</div>
              : <p class="quiet">This model has no reference map, so there is nothing to compare its jumps with.</p>}
            <TableTwin
              name="Steps"
              head={['step', 'word', ...labels.value, 'entropy', 'jump', 'evidence']}
              rows={() => shown.tokens.map((token, at) => [
                at + 1, token.text, ...(expected.value[at] ?? []).map(percent),
                shown.entropy[at] === undefined ? '' : fixed(shown.entropy[at]), fixed(distance[at] ?? 0),
                fits ? signed(evidence.scores[at] ?? 0) : '',
              ])}
            />
          </>
        )}
      </div>
    </section>
  );
}
