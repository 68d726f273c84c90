import { strongest } from '../../batch/tally';
import { css, inkOn } from '../../colour/contrast';
import { signed } from '../../numbers/format';
import { answers } from '../../state/many/run';
import { confusion, hasTruths, wrongSums } from '../../state/many/tallies';
import { labels, scale } from '../../state/models';
import { changeScope, scope } from '../../state/scope';

const named = 8;

/** Where the file's labels and the model's differ, and the words that made the wrong ones. */
export function ErrorsPanel() {
  if (!hasTruths.value) {
    return null;
  }
  const wrong = wrongSums.value;
  return (
    <section class="card corpus" aria-labelledby="errors-title">
      <header>
        <h2 id="errors-title">Errors</h2>
        <button
          type="button"
          aria-pressed={scope.value.kept === 'wrong'}
          onClick={() => changeScope({ kept: scope.value.kept === 'wrong' ? 'all' : 'wrong', truth: null })}
        >
          Only the {wrong.answered.toLocaleString('en')} wrong texts
        </button>
      </header>
      <div class="row halves">
        <div class="wide-table">
          <h3>The file’s label by the model’s; a press shows the texts</h3>
          <Matrix />
        </div>
        <div>
          <h3>Words behind the errors</h3>
          {answers.value.explained && wrong.counts.map((count, label) => count > 0 && (
            <p key={label} class="note">
              {count.toLocaleString('en')} wrongly read as <b>{labels.value[label]}</b>:{' '}
              {strongest(wrong.weights[label]!, named).map(({ word, sum, support }) => (
                <button
                  type="button"
                  key={word}
                  class="link"
                  title={`weight ${signed(sum)} in ${support} of these texts`}
                  onClick={() => changeScope({ word: answers.value.words.word(word), label: labels.value[label] ?? null, kept: 'wrong' })}
                >
                  <bdi>{answers.value.words.word(word)}</bdi> {signed(sum, 1)}
                </button>
              ))}
            </p>
          ))}
          <p class="quiet">What each word added to the logit of the wrong label, summed over the wrong texts that were given it.</p>
        </div>
      </div>
    </section>
  );
}

function Matrix() {
  const names = labels.value;
  return (
    <table class="confusion">
      <thead>
        <tr><th scope="col">file \ model</th>{names.map((label) => <th key={label} scope="col">{label}</th>)}</tr>
      </thead>
      <tbody>
        {confusion.value.map((row, truth) => {
          const total = Math.max(1, row.reduce((sum, count) => sum + count, 0));
          return (
            <tr key={truth}>
              <th scope="row">{names[truth]}</th>
              {row.map((count, label) => {
                const chosen = { truth: names[truth] ?? null, label: names[label] ?? null };
                const pressed = scope.value.truth === chosen.truth && scope.value.label === chosen.label;
                const least = 1 / names.length;
                const ground = scale.value.share(label, least + (1 - least) * (count / total));
                return (
                  <td key={label}>
                    <button
                      type="button"
                      aria-pressed={pressed}
                      aria-label={`${count} texts labelled ${names[truth]} in the file, read as ${names[label]}`}
                      style={{ background: css(ground), color: css(inkOn(ground)) }}
                      onClick={() => changeScope(pressed ? { truth: null, label: null } : { ...chosen, kept: 'all' })}
                    >
                      {count}
                    </button>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
