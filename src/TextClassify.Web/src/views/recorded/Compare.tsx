import type { ExplanationsResponse, QualityResponse } from '../../api/types';
import { css } from '../../colour/contrast';
import { signedColour } from '../../colour/signed';
import { signed } from '../../numbers/format';
import { wordChanges } from '../../recorded/compare';
import { labels, scale } from '../../state/models';
import { theme } from '../../state/page';
import { comparedVersions, otherSelection, question, selection, selectionWords, type Selection as Of } from '../../state/recorded/question';
import { changeScope, scope } from '../../state/scope';
import { roughly } from '../../words/said';
import { ScrollTable } from '../parts/ScrollTable';
import { bandWords } from './ByGroup';
import { RecordedLabel } from './RecordedLabel';
import { namesOf, Selection } from './Selection';
import { Trouble } from './Trouble';
import { useAnswer, useAnswers } from './useAnswer';
import { VersionDiff } from './VersionDiff';

const shown = 30;
const heads = ['word', 'A less B, per text', 'A: a text with it', 'A: texts', 'B: a text with it', 'B: texts', 'sure'];

/** What is selected beside another cohort, version or time: labels, accuracy, and the words that changed. */
export function Compare() {
  const versions = comparedVersions.value;
  const here = versions ? { ...selection.value, version: versions.version } : selection.value;
  const there = otherSelection.value;
  return (
    <>
      <Selection />
      <section class="card answer" aria-labelledby="compare-title">
        <header>
          <h2 id="compare-title">Compare</h2>
          <div class="tools"><Other /></div>
        </header>
        {there === null
          ? <p class="said">{scope.value.other === 'before'
            ? 'Choose a day in From; what is from then on is held against as many days before.'
            : 'Choose what to compare with: another cohort, another version, or the days before.'}</p>
          : <Both here={here} there={there} />}
      </section>
      {versions ? <VersionDiff {...versions} /> : there !== null && <Changes here={here} there={there} />}
    </>
  );
}

/** What the selection is held against. */
function Other() {
  const cohorts = useAnswer<QualityResponse>(question('/quality', {}, { by: 'cohort' }));
  const versions = useAnswer<QualityResponse>(question('/quality', {}, { by: 'version' }));
  const choose = (other: string) => changeScope({ other: other || null, flip: null });
  return (
    <>
      <Trouble asked={cohorts} />
      <label class="field">
        <span>With</span>
        <select id="other" value={scope.value.other ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">nothing yet</option>
          <option value="before">the days before</option>
          {namesOf(cohorts.value).map((name) => <option key={name} value={`cohort:${name}`}>cohort {name}</option>)}
          {namesOf(versions.value).map((name) => <option key={name} value={`version:${name}`}>version {name}</option>)}
        </select>
      </label>
    </>
  );
}

interface Pair {
  readonly here: Of;
  readonly there: Of;
}

function Both({ here, there }: Pair) {
  const asked = useAnswers<QualityResponse>([question('/quality', here, { by: 'label' }), question('/quality', there, { by: 'label' })]);
  if (!asked.value) {
    return <Trouble asked={asked} />;
  }
  const rows = [here, there].map((of, at) => ({ of, quality: asked.value![at]! }));
  return (
    <ScrollTable label="Both selections" head={['which', 'texts', 'labels', 'right, estimated', 'right, by labels']}>
      {rows.map(({ of, quality }, at) => {
        const counts = labels.value.map((label) => quality.groups?.find((one) => one.group === label)?.predictions ?? 0);
        return (
          <tr key={at}>
            <th scope="row">{at === 0 ? 'A' : 'B'}{selectionWords(of) || ', everything'}</th>
            <td>{quality.all.predictions.toLocaleString('en')}</td>
            <td class="share-cell">
              <span class="stripe" aria-hidden="true">
                {counts.map((count, label) => <i key={label} style={{ flexGrow: count, background: css(scale.value.pure(label)) }} />)}
              </span>
              <small>{labels.value.map((label, i) => `${label} ${roughly(counts[i] ?? 0, quality.all.predictions)}`).join(', ')}</small>
            </td>
            <td>{bandWords(quality.all.estimated)}</td>
            <td>{bandWords(quality.all.measured)}</td>
          </tr>
        );
      })}
    </ScrollTable>
  );
}

function Changes({ here, there }: Pair) {
  const label = scope.value.label ?? labels.value[0] ?? '';
  const more = { label, limit: '1000' };
  const asked = useAnswers<ExplanationsResponse>([here, there].map((of) => question('/explanations/global', of, more)));
  const [a, b] = asked.value ?? [];
  const changes = a && b ? wordChanges(a.tokens, b.tokens, [a.predictions, b.predictions], shown) : [];
  const colour = (share: number) => css(signedColour(share, theme.value));
  const most = Math.max(1e-9, ...changes.map((change) => Math.abs(change.here - change.there)));
  return (
    <section class="card words-card" aria-labelledby="changes-title">
      <header>
        <h2 id="changes-title">Words that do more or less for {label}</h2>
        <div class="tools"><RecordedLabel /></div>
      </header>
      <Trouble asked={asked} />
      {a && b && (
        <>
          <ScrollTable label="Words that changed" head={heads}>
            {changes.map(({ word, here: own, there: other, means, supports, apart }) => (
              <tr key={word}>
                <th scope="row"><bdi>{word}</bdi></th>
                <td class="change-bar">
                  {signed(own - other, 3)}
                  <i style={{ width: `${(100 * Math.abs(own - other)) / most}%`, background: colour((own - other) / most) }} />
                </td>
                <td>{means[0] === null ? '–' : signed(means[0])}</td><td>{supports[0].toLocaleString('en')}</td>
                <td>{means[1] === null ? '–' : signed(means[1])}</td><td>{supports[1].toLocaleString('en')}</td>
                <td>{apart ? 'yes' : ''}</td>
              </tr>
            ))}
          </ScrollTable>
          <p class="quiet note">
            Per text: what the word added to the logit of {label}, summed over the texts that were given it and divided by their number,
            whether they have the word or not; so a word counts that comes more often, and one that does more where it is. “Sure” is where
            the 95% intervals of its share a text lie apart. Of each selection the 1,000 words of the largest sums are known.
          </p>
        </>
      )}
    </section>
  );
}
