import { strongest, type Letters, type Moves } from '../../answers/letters';
import { css } from '../../colour/contrast';
import { signedColour } from '../../colour/signed';
import { percent } from '../../numbers/format';
import { goTo, pointAt } from '../../state/actions';
import { currentMoves } from '../../state/explain/currentMoves';
import { languageMethods, methodOf } from '../../state/explain/languageMethods';
import { insteadNote } from '../../state/explain/methods';
import { theme } from '../../state/page';
import { method } from '../../state/reading';
import { cursor } from '../../state/selection';
import { spokenCharacter, visibleCharacter } from '../../words/characters';
import { scoreInUnit } from '../../words/letterSentence';
import { Certificate } from '../explain/Certificate';
import { MethodChoice } from '../explain/MethodChoice';

const mostMoves = 8;

/** Which characters moved the chosen one, and by which method. */
export function MovesPanel({ read }: { readonly read: Letters }) {
  const chosen = methodOf(method.value);
  const moves = currentMoves.value;
  const at = cursor.value.head;
  return (
    <section class="card moves" aria-labelledby="moves-title">
      <header>
        <h2 id="moves-title">What moved it</h2>
        <div class="tools">
          <MethodChoice methods={languageMethods.value} chosen={chosen} />
        </div>
      </header>
      {insteadNote.value !== '' && <p class="quiet">{insteadNote.value}</p>}
      {at === 0 ? <p class="quiet">The first character has none before it that could have moved it. Choose another.</p>
        : moves ? <Answer read={read} moves={moves} />
        : <p class="quiet">…</p>}
      {moves && <Certificate explanation={moves.explanation} />}
      {chosen && <p class="quiet">{chosen.description}</p>}
    </section>
  );
}

function Answer({ read, moves }: { readonly read: Letters; readonly moves: Moves }) {
  const own = read.surprisal[moves.at];
  const top = strongest(moves, mostMoves);
  const largest = moves.explanation.largest || 1;
  const most = <><b>{spokenCharacter(moves.likeliest)}</b> most, with {percent(moves.likelihood)}.</>;
  const expected = <>expected <b>{spokenCharacter(moves.target)}</b> with {percent(2 ** -(own ?? 0))}</>;
  return (
    <>
      <p class="readout">
        {own === undefined ? <>Behind the text the model expects {most}</>
          : moves.likeliest === moves.target ? <>The model {expected}, its first choice.</>
          : <>The model {expected}, and {most}</>}
        {moves.from > 0 && ` The ${moves.at - moves.from} characters before it have scores; those further back were read too.`}
      </p>
      <ol class="movers" aria-label="Characters that moved it most">
        {top.map(({ at, score }) => (
          <li key={at}>
            <button type="button" onClick={() => goTo(at)} onPointerEnter={() => pointAt(at)} onPointerLeave={() => pointAt(null)}>
              <span class="hidden">{spokenCharacter(read.letters[at]?.text ?? '')}, character {at + 1}:</span>
              <span class="around"><Around read={read} at={at} /></span>
              <span class="track">
                <i
                  class={score > 0 ? 'for' : 'against'}
                  style={{
                    width: `${(Math.abs(score) / largest) * 50}%`,
                    background: css(signedColour(score / largest, theme.value)),
                  }}
                />
              </span>
              <span class="number">{scoreInUnit(score, moves)}</span>
            </button>
          </li>
        ))}
      </ol>
      {top.length === 0 && <p class="quiet">No character moved it.</p>}
    </>
  );
}

/** The character with a few on either side, as one letter says little. */
function Around({ read, at }: { readonly read: Letters; readonly at: number }) {
  const part = (from: number, to: number) =>
    read.letters.slice(Math.max(0, from), to).map((letter) => visibleCharacter(letter.text)).join('');
  return <bdi>{part(at - 5, at)}<b>{part(at, at + 1)}</b>{part(at + 1, at + 4)}</bdi>;
}
