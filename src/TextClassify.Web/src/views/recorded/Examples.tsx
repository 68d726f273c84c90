import type { GlobalToken, ExplanationsResponse, PredictionEntry, PredictionPage } from '../../api/types';
import { css, inkOn } from '../../colour/contrast';
import { signedShade } from '../../colour/ramp';
import { percent, signed } from '../../numbers/format';
import { contextOf, type Part } from '../../recorded/context';
import { theme } from '../../state/page';
import { question, selection } from '../../state/recorded/question';
import { PredictionText } from './PredictionText';
import { Trouble } from './Trouble';
import { useAnswer, useAnswers } from './useAnswer';

const shown = 8;
const width = 7;

/** A word where it stands in recorded texts, each word in the colour of its share; and what it does for every label. */
export function Examples({ word, label }: { readonly word: string; readonly label: string }) {
  const list = useAnswer<PredictionPage>(question('/predictions', selection.value, { token: word, label, limit: `${shown}` }));
  const entries = list.value?.predictions ?? [];
  const ids = [...new Set(entries.map((entry) => entry.predictionId))];
  const whole = useAnswers<PredictionPage>(ids.map((id) => `/predictions/${id}`)).value;
  const ofWord = { token: word, minSupport: '1' };
  const byLabel = useAnswer<ExplanationsResponse>(question('/explanations/global', selection.value, ofWord)).value;
  const wholeOf = ({ predictionId, item }: PredictionEntry) => whole
    ?.flatMap((page) => page.predictions).find((entry) => entry.predictionId === predictionId && entry.item === item);
  return (
    <section class="card" aria-labelledby="examples-title">
      <header><h2 id="examples-title">“{word}” where it stands</h2></header>
      <Trouble asked={list} />
      <p class="note">{byLabel?.tokens.map(tokenWords).join('; ')}</p>
      <ul class="examples">
        {entries.map((entry) => {
          const context = contextOf(wholeOf(entry) ?? entry, word, width);
          return (
            <li key={`${entry.predictionId}/${entry.item}`}>
              <p class="quiet">
                {entry.label} {percent(entry.score)}, {entry.at.slice(0, 16).replace('T', ' ')}{entry.cohort ? `, ${entry.cohort}` : ''}
              </p>
              {context && (
                <p class="context-line">
                  <Parts parts={context.before} /> <b><Parts parts={[context.at]} /></b> <Parts parts={context.after} />
                </p>
              )}
              {entry.text != null && <PredictionText entry={entry} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function tokenWords({ label, support, mean, lower, upper }: GlobalToken): string {
  const band = lower != null && upper != null ? ` (${signed(lower)} to ${signed(upper)})` : '';
  return `for ${label} ${signed(mean)}${band} a text in ${support.toLocaleString('en')} texts`;
}

/** Words with the colour of their shares; the strongest in sight has the full one. */
function Parts({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <>
      {parts.map(({ text, score }, at) => {
        const ground = signedShade(Math.max(-1, Math.min(1, score)), theme.value);
        return <bdi key={at} title={signed(score)} style={{ background: css(ground), color: css(inkOn(ground)) }}>{text}</bdi>;
      })}
    </>
  );
}
