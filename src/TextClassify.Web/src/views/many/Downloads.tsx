import { csvLines } from '../../export/table';
import { saveFile } from '../../export/save';
import { rowRecords, wordRecords } from '../../state/many/records';

/** What the table shows and what the words weigh, as files. */
export function Downloads() {
  const csv = (records: readonly Readonly<Record<string, unknown>>[]) => {
    const columns = Object.keys(records[0] ?? {});
    return csvLines([columns, ...records.map((record) => columns.map((column) => record[column]))]);
  };
  const lines = () => rowRecords().map((record) => `${JSON.stringify(record)}\n`).join('');
  const files = [
    ['CSV', 'these texts as CSV', 'texts.csv', 'text/csv', () => csv(rowRecords())],
    ['NDJSON', 'these texts as NDJSON', 'texts.ndjson', 'application/x-ndjson', lines],
    ['Words', 'the words’ weights as CSV', 'words.csv', 'text/csv', () => csv(wordRecords())],
  ] as const;
  return (
    <div class="tools" role="group" aria-label="Downloads">
      <span class="quiet">Download</span>
      {files.map(([name, what, file, type, content]) => (
        <button type="button" key={name} aria-label={`Download ${what}`} onClick={() => saveFile(file, new Blob([content()], { type }))}>
          {name}
        </button>
      ))}
    </div>
  );
}
