import type { OverviewResponse, PredictionPage } from '../../api/types';
import { percent } from '../../numbers/format';
import { question, selection } from '../../state/recorded/question';
import { ScrollTable } from '../parts/ScrollTable';
import { PredictionText } from './PredictionText';
import { useAnswer } from './useAnswer';

const shown = '50';

/** What labels say is wrong: counts by label, and the newest of them. */
export function Errors({ known }: { readonly known: OverviewResponse }) {
  const labelled = known.all.labelled;
  const wrong = useAnswer<PredictionPage>(labelled > 0 ? question('/predictions', selection.value, { wrong: 'true', limit: shown }) : null);
  const { labels, counts } = known.confusion;
  return (
    <section class="card" aria-labelledby="wrong-title">
      <header><h2 id="wrong-title">Errors</h2></header>
      {labelled === 0
        ? <p class="quiet">No text has a label yet, so nobody knows which answers are wrong. The view Labels gives them.</p>
        : (
          <div class="row halves">
            <div class="wide-table">
              <h3>Label given, by label predicted; {labelled.toLocaleString('en')} texts have one</h3>
              <table>
                <thead>
                  <tr><th scope="col">given \ predicted</th>{labels.map((label) => <th key={label} scope="col">{label}</th>)}</tr>
                </thead>
                <tbody>
                  {counts.map((row, at) => (
                    <tr key={at}>
                      <th scope="row">{labels[at]}</th>
                      {row.map((count, label) => <td key={label} class={at !== label && count > 0 ? 'error' : ''}>{count}</td>)}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <div>
              <h3>The newest wrong ones</h3>
              <ScrollTable label="Wrong predictions" head={['predicted', 'given', 'confidence', 'text']}>
                {(wrong.value?.predictions ?? []).map((entry) => (
                  <tr key={`${entry.predictionId}/${entry.item}`}>
                    <td class="error">{entry.label}</td>
                    <td>{entry.givenLabel}</td>
                    <td>{percent(entry.score)}</td>
                    <td><PredictionText entry={entry} /></td>
                  </tr>
                ))}
              </ScrollTable>
            </div>
          </div>
        )}
    </section>
  );
}
