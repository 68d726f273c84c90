import type { Candidate, Translation } from '../../answers/translated';
import { choose, shownPlace } from '../../state/translate/answer';
import { chance, writtenAs } from '../../words/translationSentence';
import { placeAfter } from './rowKeys';

/** The candidates, the likeliest first; the chosen one is drawn, and its attention shown. */
export function Candidates({ shown }: { readonly shown: Translation }) {
  const { candidates } = shown;
  const chosen = shownPlace.value;
  const keys = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    const to = placeAfter(event.key, chosen, candidates.length);
    if (to !== null) {
      event.preventDefault();
      event.stopPropagation();
      choose(to);
      (event.currentTarget.children[to] as HTMLElement).focus();
    }
  };
  return (
    <section class="card candidates" aria-labelledby="candidates-title">
      <header><h2 id="candidates-title">What it may become</h2></header>
      <ol role="listbox" aria-labelledby="candidates-title" onKeyDown={keys}>
        {candidates.map((one, at) => (
          <li
            key={at}
            role="option"
            class={at === chosen ? 'candidate chosen' : 'candidate'}
            aria-selected={at === chosen}
            tabIndex={at === chosen ? 0 : -1}
            onClick={() => choose(at)}
          >
            <span class="place">{at + 1}</span>
            <bdi class="text">{writtenAs(one)}</bdi>
            <span class="track" aria-hidden="true"><i style={{ width: `${one.score * 100}%` }} /></span>
            <span class="number">{chance(one.score)}</span>
            {validity(one)}
          </li>
        ))}
      </ol>
      <p class="quiet">{footer(shown)}</p>
    </section>
  );
}

function validity({ valid }: Candidate) {
  return valid !== null && <span class={valid ? 'valid' : 'valid not'}>{valid ? '✓ valid SMILES' : '✗ not valid SMILES'}</span>;
}

function footer({ candidates, beam }: Translation): string {
  const sum = candidates.reduce((all, { score }) => all + score, 0);
  const merged = candidates.some(({ valid }) => valid !== null) ? '; writings of one molecule are one candidate' : '';
  const found = candidates.length === 1 ? 'The one candidate has' : `The ${candidates.length} candidates have`;
  const followed = `${beam} ${beam === 1 ? 'text was' : 'texts were'} followed${merged}`;
  return `${found} ${chance(Math.min(1, sum))} of the model’s probability. ${followed}.`;
}
