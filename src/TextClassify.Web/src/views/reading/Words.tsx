import { useRef } from 'preact/hooks';
import { expectedOf, type Analysis } from '../../answers/analysis';
import type { Explanation } from '../../answers/explanation';
import { useStepDrag } from '../../charts/useStepDrag';
import { css, inkOn } from '../../colour/contrast';
import { signedShade } from '../../colour/ramp';
import { signedColour } from '../../colour/signed';
import { fixed, percent, signed } from '../../numbers/format';
import { argmax } from '../../numbers/reduce';
import { scale } from '../../state/models';
import { theme } from '../../state/page';
import { reading } from '../../state/reading';
import { focus, type Side } from '../../state/texts';
import { useFocusAtCursor, useStepMarks } from '../parts/stepMarks';

interface Props {
  readonly side: Side;
  readonly analysis: Analysis;
  readonly explanation: Explanation | null;
  /** The largest score in sight, over both texts: bars of A and B compare. */
  readonly largest: number;
}

/** A text as it was written. A word's ground and the bar under it are its score; the stripe between them is the class expected there. */
export function Words({ side, analysis, explanation, largest }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useFocusAtCursor(list, () => focus.value === side);
  const drag = useStepDrag((event) => {
    const word = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>(`[data-side="${side}"]`);
    return word ? Number(word.dataset['step']) : null;
  }, { side });
  const expected = expectedOf(analysis, reading.value);
  const fits = explanation?.text === analysis.text && explanation.scores.length === analysis.tokens.length;
  return (
    <div
      ref={list}
      class={fits && explanation.converged === false ? 'words unsure' : 'words'}
      dir="auto"
      role="listbox"
      aria-label={`Words of text ${side.toUpperCase()}`}
      aria-multiselectable="true"
      aria-orientation="horizontal"
      {...drag}
    >
      {analysis.tokens.map((token, at) => (
        <Word
          key={at}
          side={side}
          at={at}
          text={token.text}
          before={analysis.text.slice(analysis.tokens[at - 1]?.end ?? 0, token.start)}
          unknown={token.outOfVocabulary}
          expected={expected[at] ?? []}
          label={analysis.labels[argmax(expected[at] ?? [])] ?? ''}
          score={fits ? (explanation.scores[at] ?? 0) : null}
          signedScore={explanation?.signed ?? true}
          share={fits && largest > 0 ? (explanation.scores[at] ?? 0) / largest : 0}
          sure={!fits || explanation.converged !== false}
        />
      ))}
      <Unread text={analysis.text.slice(analysis.tokens.at(-1)?.end ?? 0)} />
    </div>
  );
}

interface WordProps {
  readonly side: Side;
  readonly at: number;
  readonly text: string;
  /** What was written between the word before and this one. */
  readonly before: string;
  readonly unknown: boolean;
  readonly expected: readonly number[];
  readonly label: string;
  readonly score: number | null;
  readonly signedScore: boolean;
  readonly share: number;
  /** Whether the score is to be relied on; if not, it does not colour the word. */
  readonly sure: boolean;
}

function Word({ side, at, text, before, unknown, expected, label, score, signedScore, share, sure }: WordProps) {
  const background = signedShade(sure ? share : 0, theme.value);
  const gap = before === '' ? 'gap-none' : before.includes('\n') ? 'gap-line' : 'gap-space';
  const names = `word ${gap}${unknown ? ' unknown' : ''}`;
  const { look, tab, chosen } = useStepMarks(at, names, () => focus.value === side);
  const scored = score === null ? '' : `, score ${signedScore ? signed(score) : fixed(score)}`;
  const numbers = `${label} ${percent(Math.max(0, ...expected))}${scored}`;
  return (
    <>
      <Unread text={before} />
      <span
        class={look}
        role="option"
        aria-selected={chosen}
        tabIndex={tab}
        data-side={side}
        data-step={at}
        aria-label={`${text}${unknown ? ', unknown word' : ''}: ${numbers}`}
        title={numbers}
      >
        <bdi class="chip" style={{ background: css(background), color: css(inkOn(background)) }}>{text}</bdi>
        <i class="stripe" style={{ background: css(scale.value.state(expected)) }} />
        <span class={signedScore ? 'score' : 'score unsigned'}>
          {score !== null && (
            <span
              class={share >= 0 ? 'mark for' : 'mark against'}
              style={{ height: `${Math.abs(share) * (signedScore ? 50 : 100)}%`, background: css(signedColour(share, theme.value)) }}
            />
          )}
        </span>
      </span>
    </>
  );
}

/** Characters of it that are shown. */
const mostUnread = 120;

/** What the model was not shown: markup, or what stands after its last word. */
function Unread({ text }: { readonly text: string }) {
  const words = text.trim();
  if (words === '') {
    return null;
  }
  const shown = words.length > mostUnread ? `${words.slice(0, mostUnread)}…` : words;
  return <span class="unread" title="Not read by the model">{shown}</span>;
}
