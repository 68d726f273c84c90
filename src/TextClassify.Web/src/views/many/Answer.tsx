import { spokenTime } from '../../batch/pace';
import { css, inkOn } from '../../colour/contrast';
import { given, table } from '../../state/many/file';
import { answers, goOn, progress, stop } from '../../state/many/run';
import { confusion, hasTruths, noun, rows, sums } from '../../state/many/tallies';
import { scale } from '../../state/models';
import { changeScope, scope } from '../../state/scope';
import { manySentence, rightSentence } from '../../words/manySentence';
import { roughly } from '../../words/said';
import { SaidWords } from '../parts/SaidWords';
import { Choices, labelNotes } from './Choices';

/** The answer first, in words; how far the file is; and the labels' shares. */
export function Answer() {
  const { labels, words, explained } = answers.value;
  const known = table.value!;
  const tally = sums.value;
  const soFar = progress.value.state !== 'done';
  const said = manySentence({ tally, labels, wordOf: (word) => words.word(word), noun: noun.value, explained, soFar });
  const right = hasTruths.value ? rightSentence(confusion.value, labels) : '';
  const { value, column } = scope.value;
  return (
    <section class="card answer" aria-labelledby="answer-title">
      <header>
        <h2 id="answer-title">
          {given.value?.name || 'Pasted'}, {known.rows.length.toLocaleString('en')} {known.rows.length === 1 ? 'row' : 'rows'}
        </h2>
        <Choices />
      </header>
      <Running />
      {tally.answered > 0 && (
        <>
          {value !== null && column !== null && (
            <p class="tools">
              <span>Only rows whose {column} is <b>{value}</b></span>
              <button type="button" class="link" onClick={() => changeScope({ value: null })}>All rows</button>
            </p>
          )}
          <p id="answer" class="said" aria-live="polite" aria-busy={progress.value.state === 'running'}><SaidWords said={said} /></p>
          {right !== '' && <p id="right">{right}</p>}
          <LabelBar />
        </>
      )}
      <Notes />
    </section>
  );
}

function Running() {
  const { state, done, total, left, trouble } = progress.value;
  const so = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  if (state === 'none' || state === 'done') {
    return null;
  }
  const words = state === 'running' ? `${so} read${left === null ? '' : `, about ${spokenTime(left)} left`}`
    : state === 'stopped' ? `Stopped after ${so}.`
    : trouble;
  return (
    <div class={state === 'failed' ? 'running problem' : 'running'} role={state === 'failed' ? 'alert' : undefined}>
      <progress max={Math.max(1, total)} value={done} aria-label="Texts read" />
      <p id="progress">{words}</p>
      {state === 'running'
        ? <button type="button" onClick={stop}>Cancel</button>
        : <button type="button" onClick={goOn}>Go on</button>}
    </div>
  );
}

/** The labels' shares side by side; a press on one shows its words and its rows. */
function LabelBar() {
  const { labels } = answers.value;
  const { counts, answered } = sums.value;
  return (
    <>
      <div class="label-bar" role="group" aria-label="Labels by their share">
        {counts.map((count, label) => {
          const colour = scale.value.pure(label);
          const pressed = scope.value.label === labels[label];
          return count > 0 && (
            <button
              type="button"
              key={label}
              aria-pressed={pressed}
              style={{ '--share': count / answered, background: css(colour), color: css(inkOn(colour)) }}
              title={`${count.toLocaleString('en')} ${noun.value}`}
              onClick={() => changeScope({ label: pressed ? null : labels[label] ?? null })}
            >
              {labels[label]} {roughly(count, answered)}
            </button>
          );
        })}
      </div>
      <p class="quiet note">Press a label to see its words and its {noun.value} below.</p>
    </>
  );
}

function Notes() {
  const { outcomes, explained } = answers.value;
  const { refused, parted, answered } = sums.value;
  const first = rows.value.find((row) => outcomes[row] && 'refused' in outcomes[row]);
  const why = first === undefined ? null : outcomes[first];
  const recorded = outcomes.some((outcome) => outcome && 'record' in outcome && outcome.record !== null);
  const notes = [
    ...(why && 'refused' in why
      ? [`${refused.toLocaleString('en')} ${refused === 1 ? 'row has' : 'rows have'} no answer, the first in line `
        + `${table.value?.lines[first!]}: ${why.refused}`]
      : []),
    ...(parted > 0 ? [`${roughly(parted, answered)} of the texts are longer than the model reads at once; it read them in parts.`] : []),
    ...(explained || answered === 0 ? []
      : ['This model gives no exact shares of its words, so the page can’t say which words drive its labels.']),
    ...labelNotes(),
    ...(table.value?.notes ?? []),
    ...(recorded ? [`The service recorded these answers as cohort ${answers.value.cohort}.`] : []),
  ];
  return <>{notes.map((note) => <p key={note} class="quiet note">{note}</p>)}</>;
}
