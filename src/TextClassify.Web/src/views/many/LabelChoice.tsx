import { answers } from '../../state/many/run';
import { shownLabel, sums } from '../../state/many/tallies';
import { changeScope } from '../../state/scope';

/** The label whose words are shown. */
export function LabelChoice() {
  const { labels } = answers.value;
  const { counts } = sums.value;
  return (
    <label class="field">
      <span>Label</span>
      <select
        id="words-label"
        value={labels[shownLabel.value] ?? ''}
        onChange={(event) => changeScope({ label: event.currentTarget.value })}
      >
        {labels.map((label, at) => <option key={label} value={label}>{label} ({counts[at]})</option>)}
      </select>
    </label>
  );
}
