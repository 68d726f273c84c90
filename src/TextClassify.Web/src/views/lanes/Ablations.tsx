import type { Case, PartAnswer } from '../../answers/case';
import { percent, signed } from '../../numbers/format';

/** What would have been answered without messages and without each source, beside what is. */
export function Ablations({ shown }: { readonly shown: Case }) {
  const rows: (readonly [string, PartAnswer])[] = [
    ['as it is', shown],
    ...(shown.withoutMessages && shown.messages > 0 ? [['without messages', shown.withoutMessages] as const] : []),
    ...shown.without.map((one) => [`without ${one.source}`, one] as const),
  ];
  return (
    <section class="card" aria-labelledby="ablations-title">
      <header><h2 id="ablations-title">What would have been answered otherwise</h2></header>
      <div class="scroll" tabIndex={0} role="region" aria-label="Answers otherwise">
        <table class="ablations">
          <thead><tr><th scope="col">asked</th><th scope="col">answer</th><th scope="col">score</th><th scope="col">logit*</th></tr></thead>
          <tbody>
            {rows.map(([asked, answer]) => (
              <tr key={asked}>
                <th scope="row">{asked}</th>
                <td class={answer.label === shown.label ? '' : 'turned'}>{answer.label === shown.label ? '' : '→ '}{answer.label}</td>
                <td>{percent(answer.score)}</td>
                <td>{signed(answer.logit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet">
        * of {shown.label}, whatever is answered then. {shown.messages === 0
          ? 'No message was sent.'
          : `${shown.messages} messages were sent, ${shown.bytes.toLocaleString('en')} bytes in all.`}
      </p>
    </section>
  );
}
