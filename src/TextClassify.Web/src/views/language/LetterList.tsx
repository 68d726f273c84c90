import { useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { moveOf, type Letter, type Letters } from '../../answers/letters';
import { useStepDrag } from '../../charts/useStepDrag';
import { css, inkOn } from '../../colour/contrast';
import { mostBits, sizeColour, surpriseMark } from '../../colour/ramp';
import { signedColour } from '../../colour/signed';
import { fixed, percent } from '../../numbers/format';
import { currentMoves } from '../../state/explain/currentMoves';
import { theme } from '../../state/page';
import { runsOf, spokenCharacter, visibleCharacter } from '../../words/characters';
import { movesBy } from '../../words/letterSentence';
import { useFocusAtCursor, useStepMarks } from '../parts/stepMarks';

/** A language model's cursor is never on a second text. */
const always = () => true;

/** A text character by character: colour and the upper bar are the surprise, the lower bar is what it did to the chosen character. */
export function LetterList({ read }: { readonly read: Letters }) {
  const list = useRef<HTMLDivElement>(null);
  useFocusAtCursor(list, always);
  const drag = useStepDrag((event) => {
    const letter = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-step]');
    return letter && list.current?.contains(letter) ? Number(letter.dataset['step']) : null;
  }, { selectsOne: false });
  return (
    <div
      ref={list}
      class="letters"
      dir="ltr"
      role="listbox"
      aria-label="Characters of the text"
      aria-multiselectable="true"
      aria-orientation="horizontal"
      {...drag}
    >
      {runsOf(read.letters).map(({ from, to }) => (
        <span key={from} class={read.letters[to - 1]?.text === '\n' ? 'run ends-line' : 'run'} role="presentation">
          {read.letters.slice(from, to).map((letter, i) => (
            <Cell key={i} at={from + i} letter={letter} bits={read.surprisal[from + i] ?? 0} />
          ))}
        </span>
      ))}
      <NextCharacter at={read.letters.length} />
    </div>
  );
}

interface CellProps {
  readonly at: number;
  readonly letter: Letter;
  readonly bits: number;
}

function Cell({ at, letter, bits }: CellProps) {
  const share = Math.min(1, bits / mostBits);
  const colour = sizeColour(share, theme.value);
  const { look, tab, chosen } = useStepMarks(at, letter.unknown ? 'letter unknown' : 'letter', always);
  const numbers = useComputed(() => {
    const score = moveOf(currentMoves.value, at);
    return `${fixed(bits)} bits, ${percent(2 ** -bits)}${score === null ? '' : `; ${movesBy(score)}`}`;
  });
  const spoken = useComputed(() => `${spokenCharacter(letter.text)}${letter.unknown ? ', unknown' : ''}: ${numbers.value}`);
  return (
    <span class={look} role="option" aria-selected={chosen} tabIndex={tab} data-step={at} aria-label={spoken} title={numbers}>
      <span class="lane surprise">
        <span class="mark" style={{ height: `${share * 100}%`, background: css(surpriseMark(share, theme.value)) }} />
      </span>
      <bdi class="chip" style={{ background: css(colour), color: css(inkOn(colour)) }}>{visibleCharacter(letter.text)}</bdi>
      <Move at={at} />
    </span>
  );
}

/** For or against the chosen character. It is a component of its own, so that a new explanation draws the marks alone anew. */
function Move({ at }: { readonly at: number }) {
  const moves = currentMoves.value;
  const score = moveOf(moves, at);
  const share = moves && score !== null && moves.explanation.largest > 0 ? score / moves.explanation.largest : 0;
  return (
    <span class={score === null ? 'lane move none' : 'lane move'}>
      {share !== 0 && (
        <span
          class={share > 0 ? 'mark for' : 'mark against'}
          style={{ height: `${Math.abs(share) * 50}%`, background: css(signedColour(share, theme.value)) }}
        />
      )}
    </span>
  );
}

/** What would come behind the text: nobody wrote it, so it has no surprise, but it can be asked about. */
function NextCharacter({ at }: { readonly at: number }) {
  const { look, tab, chosen } = useStepMarks(at, 'letter', always);
  const moves = currentMoves.value?.at === at ? currentMoves.value : null;
  const words = moves ? `${spokenCharacter(moves.likeliest)}, expected with ${percent(moves.likelihood)}` : 'not chosen';
  return (
    <span
      class={useComputed(() => `${look.value} next`)}
      role="option"
      aria-selected={chosen}
      tabIndex={tab}
      data-step={at}
      aria-label={`What would come next: ${words}`}
      title="What would come next"
    >
      <span class="lane surprise" />
      <bdi class="chip">{moves ? visibleCharacter(moves.likeliest) : '?'}</bdi>
      <span class="lane move none" />
    </span>
  );
}
