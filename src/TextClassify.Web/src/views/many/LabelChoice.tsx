import { answers } from '../../state/many/run';
import { shownLabel, sums } from '../../state/many/tallies';
import { changeScope } from '../../state/scope';

/** As many labels lie beside each other in sight; more are a list. */
const mostInSight = 4;

/** The label whose words are shown. */
export function LabelChoice() {
  const { labels } = answers.value;
  const { counts } = sums.value;
  const choose = (label: string) => changeScope({ label });
  if (labels.length <= mostInSight) {
    return (
      <fieldset class="switch">
        <legend>Words of</legend>
        {labels.map((label, at) => (
          <label key={label} title={`${counts[at]} texts`}>
            <input type="radio" name="words-label" checked={shownLabel.value === at} onChange={() => choose(label)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <label class="field">
      <span>Words of</span>
      <select id="words-label" value={labels[shownLabel.value] ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
        {labels.map((label, at) => <option key={label} value={label}>{label} ({counts[at]})</option>)}
      </select>
    </label>
  );
}
