import { useSignal } from '@preact/signals';
import type { Case, Influence } from '../../answers/case';
import { useWidth } from '../../charts/useWidth';
import { css } from '../../colour/contrast';
import { signedColour } from '../../colour/signed';
import { arcPath, arcsOf, type Band } from '../../geometry/arcs';
import { signed } from '../../numbers/format';
import { toggleSource } from '../../state/case';
import { theme } from '../../state/page';
import { sideOf } from './sides';

interface Props {
  readonly names: readonly string[];
  readonly bands: readonly Band[];
  readonly shown: Case | null;
  readonly largest: number;
}

const widestShare = 1 / 12;
const thinnest = 1.5;
const head = 9;

/** What one source's messages to another did: an arc between their lanes, as wide as that is large. */
export function Arcs({ names, bands, shown, largest }: Props) {
  const { element, width } = useWidth<HTMLDivElement>();
  const pointed = useSignal<number | null>(null);
  const influences = shown?.influences ?? [];
  const edges = influences.map(({ from, to }) => ({ from: names.indexOf(from), to: names.indexOf(to) }));
  const drawn = bands.length === names.length && edges.every(({ from, to }) => from >= 0 && to >= 0) ? arcsOf(edges, bands) : [];
  const widest = Math.max(thinnest + 2, width.value * widestShare);
  const bottom = bands.at(-1);
  const at = pointed.value === null ? undefined : influences[pointed.value];
  return (
    <div ref={element} class="arcs">
      {drawn.length > 0 && (
        <svg width={width.value} height={(bottom?.top ?? 0) + (bottom?.height ?? 0)} role="group" aria-label="What messages did">
          {drawn.map((arc, i) => {
            const one = influences[i]!;
            const share = largest > 0 ? one.logit / largest : 0;
            const colour = css(signedColour(share, theme.value));
            const size = thinnest + (widest - thinnest) * Math.abs(share);
            const dashes = share < 0 ? `${6 + 1.4 * size} ${3 + size / 2}` : undefined;
            const path = arcPath(arc, width.value, head);
            const half = Math.max(4.5, size / 2 + 2);
            return (
              <g
                key={`${one.from}>${one.to}`}
                class={pointed.value === null || pointed.value === i ? 'arc' : 'arc faint'}
                role="button"
                tabindex={0}
                aria-label={`${words(one, shown?.label ?? '')}. Silence ${one.from}`}
                onClick={() => toggleSource(one.from)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' || event.key === ' ') {
                    event.preventDefault();
                    toggleSource(one.from);
                  }
                }}
                onPointerEnter={() => (pointed.value = i)}
                onPointerLeave={() => (pointed.value = null)}
                onFocus={() => (pointed.value = i)}
                onBlur={() => (pointed.value = null)}
              >
                <path class="reach" d={path} />
                <path class="line" d={path} stroke={colour} stroke-width={size} stroke-dasharray={dashes} />
                <path
                  d={`M${width.value} ${arc.end}l${-head} ${-half}v${2 * half}z`}
                  fill={colour}
                />
              </g>
            );
          })}
        </svg>
      )}
      <p class="pointed" aria-hidden="true">{at && `${words(at, shown?.label ?? '')}. Press to silence ${at.from}.`}</p>
    </div>
  );
}

function words({ from, to, logit }: Influence, label: string): string {
  return `Messages of ${from} to ${to}: ${signed(logit)}, ${sideOf(logit, label)}`;
}
