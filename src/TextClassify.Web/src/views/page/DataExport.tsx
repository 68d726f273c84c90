import { saveFile } from '../../export/save';
import { lettersCsv, lettersJson, stepsCsv, stepsJson } from '../../export/table';
import { currentMoves } from '../../state/explain/currentMoves';
import { letters } from '../../state/letters';
import { analysis, explanations } from '../../state/reading';
import { focus } from '../../state/texts';

const types = { csv: 'text/csv', json: 'application/json' };

/** The shown text's numbers as a file. */
export function DataExport() {
  const save = (format: 'csv' | 'json') => {
    const shown = analysis.value;
    const read = letters.value;
    if (read) {
      const content = format === 'csv' ? lettersCsv(read, currentMoves.value) : lettersJson(read, currentMoves.value);
      saveFile(`characters.${format}`, new Blob([content], { type: types[format] }));
    } else if (shown) {
      const explanation = explanations.value[focus.value];
      const fitting = explanation?.text === shown.text ? explanation : null;
      const content = format === 'csv' ? stepsCsv(shown, fitting) : stepsJson(shown, fitting);
      saveFile(`steps.${format}`, new Blob([content], { type: types[format] }));
    }
  };
  const disabled = analysis.value === null && letters.value === null;
  return (
    <>
      <button type="button" disabled={disabled} onClick={() => save('csv')} aria-label="Save the steps as CSV">CSV</button>
      <button type="button" disabled={disabled} onClick={() => save('json')} aria-label="Save the steps as JSON">JSON</button>
    </>
  );
}
