import { batch } from '@preact/signals';
import type { Form } from '../../files/table';
import {
  given, labelChoice, labelColumn, labelReading, readChoices, table, textChoice, textColumn,
} from '../../state/many/file';
import { labels } from '../../state/models';
import { Menu } from '../parts/Menu';

const forms: readonly (readonly [Form, string])[] = [
  [',', 'cells between commas'], [';', 'cells between semicolons'], ['\t', 'cells between tabs'], ['|', 'cells between bars'],
  ['json', 'JSON'], ['lines', 'a text a line'],
];

/** Which columns hold the texts and the right labels, and how the file is read. */
export function Choices() {
  const known = table.value;
  if (!known) {
    return null;
  }
  const reread = (form: Form, named: boolean) => batch(() => {
    readChoices.value = { form, named };
    textChoice.value = null;
    labelChoice.value = null;
  });
  const options = known.columns.map((name, at) => <option key={at} value={at}>{name}</option>);
  return (
    <div class="tools">
      <label class="field">
        <span>Texts in</span>
        <select id="text-column" value={textColumn.value} onChange={(event) => (textChoice.value = Number(event.currentTarget.value))}>
          {options}
        </select>
      </label>
      <label class="field">
        <span>Right labels in</span>
        <select id="label-column" value={labelColumn.value} onChange={(event) => (labelChoice.value = Number(event.currentTarget.value))}>
          <option value={-1}>no column</option>
          {options}
        </select>
      </label>
      <Menu name="How it is read">
        <label class="field">
          <span>As</span>
          <select value={known.form} onChange={(event) => reread(event.currentTarget.value as Form, known.named)}>
            {forms.map(([form, words]) => <option key={form} value={form}>{words}</option>)}
          </select>
        </label>
        {known.form !== 'json' && (
          <label class="check">
            <input type="checkbox" checked={known.named} onChange={(event) => reread(known.form, event.currentTarget.checked)} />
            The first row has names
          </label>
        )}
      </Menu>
      <button type="button" onClick={() => (given.value = null)}>Another file</button>
    </div>
  );
}

/** What the labels' column was taken for, where that is not plain. */
export function labelNotes(): string[] {
  const reading = labelReading.value;
  if (!reading) {
    return [];
  }
  const notes: string[] = [];
  if (reading.numbers) {
    const used = [...reading.byCell].sort((a, b) => a[1] - b[1]).slice(0, 6).map(([cell, at]) => `${cell} is ${labels.value[at]}`);
    notes.push(`Numbers are places in the model’s list of labels: ${used.join(', ')}.`);
  }
  if (reading.unknown.length > 0) {
    const some = reading.unknown.slice(0, 3).map((cell) => `“${cell.slice(0, 40)}”`).join(', ');
    const more = reading.unknown.length > 3 ? ` and ${reading.unknown.length - 3} more` : '';
    notes.push(`The model has no label ${some}${more}; these rows count as rows without a label.`);
  }
  return notes;
}
