import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { heard, type Case } from '../../answers/case';
import type { SourceLimits } from '../../api/types';
import type { Band } from '../../geometry/arcs';
import { fixed, signed } from '../../numbers/format';
import { silenced } from '../../state/case';
import { ScoreLegend } from '../parts/ScoreLegend';
import { TableTwin } from '../parts/TableTwin';
import { Arcs } from './Arcs';
import { Lane } from './Lane';
import { sideOf } from './sides';

interface Props {
  readonly named: readonly SourceLimits[];
  readonly shown: Case | null;
}

/** A lane a source, and beside them the arcs of what each one's messages did. */
export function Lanes({ named, shown }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const bands = useSignal<readonly Band[]>([]);
  useLayoutEffect(() => {
    const lanes = [...(list.current?.children ?? [])] as HTMLElement[];
    const measure = () => (bands.value = lanes.map((lane) => ({ top: lane.offsetTop, height: lane.offsetHeight })));
    const watcher = new ResizeObserver(measure);
    lanes.forEach((lane) => watcher.observe(lane));
    measure();
    return () => watcher.disconnect();
  }, [named.length]);
  const speakers = shown ? heard(shown) : [];
  const largestShare = Math.max(0, ...speakers.map(({ share }) => Math.abs(share ?? 0)));
  const largestWord = Math.max(0, ...speakers.flatMap(({ tokens }) => tokens.map(({ score }) => Math.abs(score))));
  const largestEdge = Math.max(0, ...(shown?.influences ?? []).map(({ logit }) => Math.abs(logit)));
  const lastOne = named.filter(({ name }) => !silenced.value.includes(name) && speakers.some((one) => one.name === name));
  return (
    <>
      <div class="lanes">
        <Arcs names={named.map(({ name }) => name)} bands={bands.value} shown={shown} largest={largestEdge} />
        <ol ref={list}>
          {named.map((source) => (
            <Lane
              key={source.name}
              source={source}
              said={shown?.sources.find(({ name }) => name === source.name) ?? null}
              label={shown?.label ?? ''}
              largestShare={largestShare}
              largestWord={largestWord}
              isLast={lastOne.length === 1 && lastOne[0]!.name === source.name}
            />
          ))}
        </ol>
      </div>
      {shown && (
        <footer class="legends">
          <ScoreLegend largest={largestWord} signed />
          <p class="quiet">
            A word’s colour is its part of its source’s share. The shares and the bias, {signed(shown.bias)}, add up to the
            logit of {shown.label}, {signed(shown.logit)}.
            {largestEdge > 0 && ` An arc is what one source’s messages to another add to that logit: solid for it, dashed against it; the
            widest is ${fixed(largestEdge)}. Press an arc to silence its sender.`}
          </p>
          {shown.influences.length > 0 && (
            <TableTwin
              name="What messages did"
              head={['from', 'to', `logit of ${shown.label}`, 'that is']}
              rows={() => shown.influences.map(({ from, to, logit }) => [from, to, signed(logit, 3), sideOf(logit, shown.label)])}
            />
          )}
        </footer>
      )}
    </>
  );
}
