import { labels } from '../../state/models';
import { changeScope, scope } from '../../state/scope';

/** The label whose words are shown. */
export function RecordedLabel() {
  return (
    <label class="field">
      <span>Label</span>
      <select
        id="recorded-label"
        value={scope.value.label ?? labels.value[0] ?? ''}
        onChange={(event) => changeScope({ label: event.currentTarget.value })}
      >
        {labels.value.map((label) => <option key={label} value={label}>{label}</option>)}
      </select>
    </label>
  );
}
