import type { ComponentChild } from 'preact';
import { attentionOn, placed, sureness, type Candidate, type Translation } from '../../answers/translated';
import type { StepAxis } from '../../charts/StepChart';
import { useWidth } from '../../charts/useWidth';
import { sizeColour } from '../../colour/ramp';
import { ramped } from '../../export/caption';
import { layOut } from '../../molecules/layout';
import { atomScores, type ScoredAtom } from '../../molecules/scores';
import { percent } from '../../numbers/format';
import { theme } from '../../state/page';
import { chosenRow, row, shownCandidate, shownPlace, translation } from '../../state/translate/answer';
import { chance } from '../../words/translationSentence';
import { Structure } from '../molecule/Structure';
import { evenShares, Ramp } from '../parts/Ramp';
import { SaveDrawing } from '../parts/SaveDrawing';
import { rowEvents } from './rowKeys';
import '../../styles/molecule.css';

type Scores = ReadonlyMap<number, ScoredAtom>;

/** The molecules that were read and those of the chosen candidate, by where the model looked. */
export function Page() {
  const [shown, candidate] = [translation.value, shownCandidate.value];
  return shown && candidate && <Molecules shown={shown} candidate={candidate} />;
}

function Molecules({ shown, candidate }: { readonly shown: Translation; readonly candidate: Candidate }) {
  const at = row.value;
  const read = atomScores(placed(shown.symbols), attentionOn(shown.symbols.length, candidate, at));
  const written = ownScores(candidate);
  // A row's colours are those of its cells; a mean over all rows is pale everywhere, so the largest has the full colour.
  const most = at === null ? Math.max(0, ...[...read.values()].map(({ score }) => score)) : 1;
  const aligned = at === null ? null : (candidate.alignment[at] ?? null);
  const look = { theme: theme.value, shade: sizeColour, say: percent };
  const source = { ...look, scores: read, largest: most, label: `What it read, by attention${at === null ? '' : ` for symbol ${at + 1}`}` };
  const product = { ...look, scores: written, largest: 1, label: 'What it wrote, by the attention of the aligned symbol' };
  const drawSource = (width: number, marks: boolean) => {
    const picture = layOut(shown.source, width);
    const at = { shown: ownerOf(read, aligned), focus: null };
    return picture && <Structure {...source} picture={picture} marks={marks ? at : null} />;
  };
  const drawProduct = (width: number, marks: boolean) => {
    const picture = candidate.valid ? layOut(candidate.text, width) : null;
    const focus = ownerOf(written, chosenRow.value) ?? Math.min(...[...written.values()].map(({ step }) => step));
    return picture && <Structure {...product} picture={picture} marks={marks ? { shown: ownerOf(written, at), focus } : null} />;
  };
  return (
    <section class="card molecule" aria-labelledby="translated-title">
      <header><h2 id="translated-title">Its molecules</h2></header>
      <Drawn
        name="source" title="What it read" words={`Read as ${shown.source}`} model={shown.model} draw={drawSource} most={most}
        empty="These molecules can’t be drawn."
        how={`attention ${at === null ? 'on average' : `as symbol ${at + 1}, ${candidate.symbols[at]}, was written`}`}
      />
      <div {...rowEvents}>
        <Drawn
          name="product" title={`What it wrote: candidate ${shownPlace.value + 1}`} model={shown.model} draw={drawProduct} most={1}
          empty={candidate.valid ? 'This molecule can’t be drawn.' : 'It is no SMILES, so there is nothing to draw.'}
          words={`${candidate.text}, ${chance(candidate.score)}`} how="attention of each atom’s aligned symbol"
        />
      </div>
      <footer class="legends">
        <div class="legend score-legend">
          <span class="key">
            0% <Ramp class="ramp wide" shares={evenShares(20)} colour={(share) => sizeColour(share, theme.value)} /> {percent(most)}
          </span>
        </div>
        <p class="quiet">
          Above, an atom has the attention of its symbol and of the signs behind it, {at === null ? 'on average' : 'for one symbol'}; below,
          that of the symbol it is aligned with, up to 100%.
        </p>
      </footer>
    </section>
  );
}

interface DrawnProps {
  readonly name: string;
  readonly title: string;
  readonly model: string;
  readonly words: string;
  readonly how: string;
  readonly most: number;
  /** What stands where it can't be drawn. */
  readonly empty: string;
  readonly draw: (width: number, marks: boolean) => ComponentChild;
}

/** One side of the translation, with its own way to be saved. */
function Drawn({ name, title, model, words, how, most, empty, draw }: DrawnProps) {
  const { element, width } = useWidth<HTMLDivElement>();
  const drawn = width.value > 0 ? draw(width.value, true) : null;
  const caption = () => ({
    title,
    lines: [`Model ${model.replace('/', ' ')}, ${how}`, words],
    keys: [ramped('0%', (share) => sizeColour(share, theme.value), percent(most))],
  });
  return (
    <>
      <h3 class="drawn-title">
        {title} {drawn && <SaveDrawing name={name} draw={(axis: StepAxis) => draw(axis.width, false)} caption={caption} />}
      </h3>
      <div ref={element} class="structures">
        {drawn ?? (width.value > 0 && <p class="quiet">{empty}</p>)}
      </div>
    </>
  );
}

/** An atom's own symbol alone: the brackets behind it were written by looking elsewhere. */
function ownScores(candidate: Candidate): Scores {
  const sure = sureness(candidate);
  return new Map([...atomScores(placed(candidate.symbols), sure)].map(([start, { step }]) => [start, { step, score: sure[step] ?? 0 }]));
}

/** The atom that a symbol belongs to: itself, or the last one before it. */
function ownerOf(scores: Scores, at: number | null): number | null {
  const steps = [...scores.values()].map(({ step }) => step).filter((step) => at !== null && step <= at);
  return steps.length > 0 ? Math.max(...steps) : null;
}
