import { useComputed, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { expectedOf, type Analysis } from '../../answers/analysis';
import type { Explanation } from '../../answers/explanation';
import { css, inkOn } from '../../colour/contrast';
import { signedShade } from '../../colour/ramp';
import { signedColour } from '../../colour/signed';
import { fixed, percent, signed } from '../../numbers/format';
import { argmax } from '../../numbers/reduce';
import { goTo, point } from '../../state/actions';
import { contains } from '../../state/cursor';
import { scale } from '../../state/models';
import { theme } from '../../state/page';
import { reading } from '../../state/reading';
import { cursor, hover, span } from '../../state/selection';
import { focus, type Side } from '../../state/texts';

interface Props {
  readonly side: Side;
  readonly analysis: Analysis;
  readonly explanation: Explanation | null;
  /** The largest score in sight, over both texts: bars of A and B compare. */
  readonly largest: number;
}

/** A text as it was written: a word's ground and the bar under it are its score, the stripe between them is what was expected there. */
export function Words({ side, analysis, explanation, largest }: Props) {
  const dragging = useRef(false);
  const list = useRef<HTMLDivElement>(null);
  // The tab stop roves with the cursor; the focus goes along when it is among the words.
  useSignalEffect(() => {
    const at = cursor.value.head;
    if (focus.value === side && list.current?.contains(document.activeElement)) {
      list.current.querySelector<HTMLElement>(`[data-step="${at}"]`)?.focus();
    }
  });
  const expected = expectedOf(analysis, reading.value);
  const fits = explanation?.text === analysis.text && explanation.scores.length === analysis.tokens.length;
  const stepAt = (event: PointerEvent) => {
    const word = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>(`[data-side="${side}"]`);
    return word ? Number(word.dataset['step']) : null;
  };
  return (
    <div
      ref={list}
      class={fits && explanation.converged === false ? 'words unsure' : 'words'}
      dir="auto"
      role="listbox"
      aria-label={`Words of text ${side.toUpperCase()}`}
      aria-multiselectable="true"
      aria-orientation="horizontal"
      onPointerDown={(event) => {
        const at = stepAt(event);
        if (at !== null) {
          dragging.current = true;
          goTo(at, event.shiftKey, side);
        }
      }}
      onPointerMove={(event) => {
        const at = stepAt(event);
        if (at !== null && dragging.current) {
          goTo(at, true, side);
        } else {
          point(at, side);
        }
      }}
      onPointerUp={() => (dragging.current = false)}
      onPointerCancel={() => (dragging.current = false)}
      onPointerLeave={() => {
        dragging.current = false;
        point(null, side);
      }}
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
  /** A score not to be relied on colours no word. */
  readonly sure: boolean;
}

function Word({ side, at, text, before, unknown, expected, label, score, signedScore, share, sure }: WordProps) {
  const background = signedShade(sure ? share : 0, theme.value);
  const here = useComputed(() => focus.value === side && cursor.value.head === at);
  const look = useComputed(() => {
    const active = focus.value === side;
    const marks = [active && hover.value === at && 'hovered', active && cursor.value.head === at && 'here', active && contains(span.value, at) && 'inside'];
    return ['word', before === '' ? 'gap-none' : before.includes('\n') ? 'gap-line' : 'gap-space', unknown && 'unknown', ...marks].filter(Boolean).join(' ');
  });
  const tab = useComputed(() => (here.value ? 0 : -1));
  const chosen = useComputed(() => (here.value || (focus.value === side && contains(span.value, at)) ? 'true' : 'false'));
  const numbers = `${label} ${percent(Math.max(0, ...expected))}${score === null ? '' : `, score ${signedScore ? signed(score) : fixed(score)}`}`;
  return (
    <>
      <Unread text={before} />
      <span class={look} role="option" aria-selected={chosen} tabIndex={tab} data-side={side} data-step={at} aria-label={`${text}${unknown ? ', unknown word' : ''}: ${numbers}`} title={numbers}>
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

const mostUnread = 120;

/** What the model was not shown: markup, or what stands after its last word. */
function Unread({ text }: { readonly text: string }) {
  const words = text.trim();
  return words === '' ? null : <span class="unread" title="Not read by the model">{words.length > mostUnread ? `${words.slice(0, mostUnread)}…` : words}</span>;
}
