import type { DriftResponse } from '../../api/types';
import { fixed, percent } from '../../numbers/format';
import { mostChanged } from '../../recorded/overview';
import { signalNames } from '../../words/overviewSentence';
import { ScrollTable } from '../parts/ScrollTable';
import { Trouble } from './Trouble';
import type { Asked } from './useAnswer';

/** Whether texts or answers differ from those the model was chosen on, signal by signal. */
export function Drift({ asked }: { readonly asked: Asked<DriftResponse> }) {
  const found = asked.value;
  return (
    <section class="card" aria-labelledby="drift-title">
      <header><h2 id="drift-title">Against the texts the model was chosen on</h2></header>
      <Trouble asked={asked} />
      {found && (
        <>
          <ScrollTable label="Signals of drift" head={['what', 'alarm', 'changed most', 'effect', 'q']}>
            {found.signals.map((signal) => {
              const bin = mostChanged(signal);
              return (
                <tr key={signal.signal}>
                  <td>{signalNames[signal.signal] ?? signal.signal}</td>
                  <td class={signal.alarm ? 'error' : ''}>{signal.alarm ? 'yes' : 'no'}</td>
                  <td>{bin && `${bin.bin}: ${percent(bin.reference)} → ${percent(bin.window)}`}</td>
                  <td>{fixed(signal.effect)}</td>
                  <td>{signal.q == null ? 'too few callers to tell' : signal.q < 0.001 ? 'under 0.001' : fixed(signal.q, 3)}</td>
                </tr>
              );
            })}
          </ScrollTable>
          <p class="quiet note">
            An alarm needs q of at most {found.alpha} and an effect (half the sum of the differences of all shares) of at least{' '}
            {fixed(found.signals[0]?.leastEffect ?? 0)}. For q, {found.groupedBy} were shuffled.
          </p>
        </>
      )}
    </section>
  );
}
