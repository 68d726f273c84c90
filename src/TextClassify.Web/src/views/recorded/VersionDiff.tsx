import type { LabelFlip, VersionDiffResponse } from '../../api/types';
import { percent } from '../../numbers/format';
import { question, selection } from '../../state/recorded/question';
import { changeScope, scope } from '../../state/scope';
import { versionSentence } from '../../words/versionSentence';
import { SaidWords } from '../parts/SaidWords';
import { ScrollTable } from '../parts/ScrollTable';
import { bandWords } from './ByGroup';
import { PredictionText } from './PredictionText';
import { Trouble } from './Trouble';
import { useAnswer } from './useAnswer';
import { VersionReasons } from './VersionReasons';

const more = { examples: '12', limit: '20' };

interface Pair {
  readonly version: string;
  readonly against: string;
}

/** What two versions say differently of the texts that both answered: labels, and words that drive them. */
export function VersionDiff({ version, against }: Pair) {
  const asked = useAnswer<VersionDiffResponse>(question('/explanations/diff', { ...selection.value, version }, { against, ...more }));
  const diff = asked.value;
  const chosen = diff?.flips.find((flip) => nameOf(flip) === scope.value.flip) ?? diff?.flips[0];
  return (
    <>
      <section class="card" aria-labelledby="same-texts-title">
        <header><h2 id="same-texts-title">The same texts</h2></header>
        <Trouble asked={asked} />
        {diff && <p id="version-said" class="said"><SaidWords said={versionSentence(diff)} /></p>}
        {diff && diff.flips.length > 0 && <Flips diff={diff} chosen={chosen} />}
        {chosen && <Texts flip={chosen} version={version} against={against} />}
      </section>
      {diff && (diff.reasons == null ? <NoReasons /> : <VersionReasons diff={diff} reasons={diff.reasons} />)}
    </>
  );
}

function nameOf({ againstLabel, versionLabel }: LabelFlip): string {
  return `${againstLabel}>${versionLabel}`;
}

function Flips({ diff, chosen }: { readonly diff: VersionDiffResponse; readonly chosen: LabelFlip | undefined }) {
  const { version, against } = diff;
  return (
    <ScrollTable
      label="Labels that changed"
      head={['label changed', 'texts', 'of all', 'with a label', `right by ${against}`, `right by ${version}`]}
    >
      {diff.flips.map((flip) => (
        <tr key={nameOf(flip)} class={flip === chosen ? 'shown' : ''}>
          <th scope="row">
            <button type="button" class="link" aria-pressed={flip === chosen} onClick={() => changeScope({ flip: nameOf(flip) })}>
              {flip.againstLabel} → {flip.versionLabel}
            </button>
          </th>
          <td>{flip.texts.toLocaleString('en')}</td>
          <td>{bandWords(flip.share)}</td>
          <td>{flip.labelled.toLocaleString('en')}</td>
          <td>{flip.labelled > 0 ? flip.againstRight.toLocaleString('en') : '–'}</td>
          <td>{flip.labelled > 0 ? flip.versionRight.toLocaleString('en') : '–'}</td>
        </tr>
      ))}
    </ScrollTable>
  );
}

/** Those of which both versions were surest. */
function Texts({ flip, version, against }: Pair & { readonly flip: LabelFlip }) {
  return (
    <>
      <h3>{flip.againstLabel} by version {against}, {flip.versionLabel} by version {version}: those of which both were surest</h3>
      <ul class="examples" id="flip-texts">
        {flip.examples.map((example) => (
          <li key={`${example.version.predictionId}/${example.version.item}`}>
            <p class="quiet">
              {against}: {example.against.label} {percent(example.against.score)}; {version}: {example.version.label}{' '}
              {percent(example.version.score)}
              {example.version.givenLabel != null && <>; labelled <b>{example.version.givenLabel}</b></>}
            </p>
            <PredictionText entry={example.version} />
          </li>
        ))}
      </ul>
    </>
  );
}

function NoReasons() {
  return (
    <p class="quiet note">
      No words of both versions’ answers are kept: with Memory:Level set to Evidence, what both answer from then on shows here which words
      changed sides.
    </p>
  );
}
