import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useStepDrag } from '../../charts/useStepDrag';
import { useWidth } from '../../charts/useWidth';
import { signedShade } from '../../colour/ramp';
import { atomScores, type ScoredAtom } from '../../molecules/scores';
import { layOut } from '../../molecules/layout';
import { signed } from '../../numbers/format';
import { largestSize } from '../../numbers/reduce';
import { averaged, averagedOver, followAverage, wayOfReading } from '../../state/molecule/average';
import { labels } from '../../state/models';
import { theme } from '../../state/page';
import { analysis, explanations } from '../../state/reading';
import { cursor, step } from '../../state/selection';
import { focus } from '../../state/texts';
import { spoken } from '../../words/names';
import { ScoreLegend } from '../parts/ScoreLegend';
import { Switch } from '../parts/Switch';
import { TableTwin } from '../parts/TableTwin';
import { MoleculeExport } from './MoleculeExport';
import { Structure } from './Structure';
import '../../styles/molecule.css';

const waysOfReading = [
  ['given', 'as it is written'],
  ['several', `over ${averagedOver} writings`, 'The mean over random writings of the same molecules'],
] as const;
const noScores: ReadonlyMap<number, ScoredAtom> = new Map();

/** The text as molecules, each atom in the colour of what it says for the class or against it. */
export function Page() {
  const { element, width } = useWidth<HTMLDivElement>();
  const list = useRef<HTMLDivElement>(null);
  useSignalEffect(() => followAverage());
  const drag = useStepDrag((event) => {
    const atom = document.elementFromPoint(event.clientX, event.clientY)?.closest<SVGElement>('.structure [data-step]');
    return atom ? Number(atom.dataset['step']) : null;
  }, { selectsOne: false });
  const shown = analysis.value;
  const mean = wayOfReading.value === 'several' && averaged.value?.text === shown?.text ? averaged.value : null;
  const explanation = explanations.value[focus.value];
  const fits = explanation?.text === shown?.text && explanation?.scores.length === shown?.tokens.length;
  const scores = !shown ? noScores
    : mean ? atomScores(shown.tokens, mean.scores)
    : fits && explanation?.signed ? atomScores(shown.tokens, explanation.scores)
    : noScores;
  const largest = largestSize([...scores.values()].map(({ score }) => score));
  const label = labels.value[mean?.target ?? explanation?.target ?? shown?.best ?? 0] ?? '';
  const picture = shown && width.value > 0 ? layOut(shown.text, width.value) : null;
  const owner = (at: number) => [...scores.values()].reduce((last, atom) => (atom.step <= at ? Math.max(last, atom.step) : last), 0);
  const drawing = { scores, largest, theme: theme.value, shade: signedShade, say: signed, label: `Atoms, by what each says for ${label}` };
  useFocusAtAtom(list, owner);
  const named = [...scores.entries()].find(([, atom]) => atom.step === owner(step.value));
  const symbol = (at: number) => shown?.text.slice(shown.tokens[at]?.start ?? 0, shown.tokens[at]?.end ?? 0) ?? '';
  return (
    <section class="card molecule" aria-labelledby="molecule-title">
      <header>
        <h2 id="molecule-title">What each atom says</h2>
        <div class="tools">
          <Switch
            name="Read"
            options={waysOfReading}
            value={wayOfReading}
          />
          {picture && (
            <MoleculeExport
              title={`What each atom says for ${label}`}
              how={mean ? `evidence, mean over ${averagedOver} writings` : spoken(explanation?.method ?? '').toLowerCase()}
              draw={(axis) => <Structure {...drawing} picture={layOut(shown!.text, axis.width)!} marks={null} />}
            />
          )}
        </div>
      </header>
      <div ref={element} class="structures">
        <div ref={list} {...drag}>
          {picture && (
            <Structure {...drawing} picture={picture} marks={{ shown: owner(step.value), focus: owner(cursor.value.head) }} />
          )}
        </div>
        {!picture && <p class="quiet">{shown ? 'These molecules can’t be drawn; the symbols below have the same numbers.' : '…'}</p>}
      </div>
      <p class="quiet readout">
        {named ? `${symbol(named[1].step)} at character ${named[0] + 1}: ${signed(named[1].score)} for ${label}` : ' '}
      </p>
      <footer class="legends">
        <ScoreLegend largest={largest} signed />
        <p class="quiet">
          An atom’s number is its own symbol’s and those of the signs behind it, so that all of them add up as the symbols do.
        </p>
        {shown && (
          <TableTwin
            name="Atoms"
            head={['atom', 'character', 'score']}
            rows={() => [...scores.entries()].map(([start, atom]) => [symbol(atom.step), start + 1, signed(atom.score)])}
          />
        )}
      </footer>
    </section>
  );
}

/** While the focus is among the atoms, it moves along with the cursor, to the atom that a sign belongs to. */
function useFocusAtAtom(list: { readonly current: HTMLElement | null }, owner: (at: number) => number): void {
  const at = useSignal(owner);
  at.value = owner;
  const place = useComputed(() => at.value(cursor.value.head));
  useSignalEffect(() => {
    const step = place.value;
    if (list.current?.contains(document.activeElement)) {
      list.current.querySelector<SVGElement>(`[data-step="${step}"]`)?.focus();
    }
  });
}
