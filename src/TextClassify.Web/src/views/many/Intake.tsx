import { useRef } from 'preact/hooks';
import { openPaste } from '../../state/many/open';
import { unreadable } from '../../state/many/file';
import { FileChoice } from '../parts/FileChoice';

/** Where a file is given, or lines are pasted. */
export function Intake() {
  const lines = useRef<HTMLTextAreaElement>(null);
  return (
    <section class="card intake" aria-labelledby="intake-title">
      <header><h2 id="intake-title">Many texts</h2></header>
      {unreadable.value !== '' && <p class="problem" role="alert">{unreadable.value}</p>}
      <p class="said">Drop a file anywhere on this page, and read which words drive each label.</p>
      <p class="quiet">
        CSV, TSV, NDJSON or one text a line, up to 50,000 texts. A column with the right labels shows where the model is wrong; the other
        columns can be compared. The file stays in this tab: its texts go to this service to be read, and to nobody else.
      </p>
      <p class="tools">
        <FileChoice name="Choose a file" />
      </p>
      <label class="paste">
        <span class="quiet">Or paste texts, one a line, or cells of a spreadsheet</span>
        <textarea ref={lines} id="pasted" rows={4} spellcheck={false} dir="auto" />
      </label>
      <p class="tools"><button type="button" onClick={() => openPaste(lines.current?.value ?? '')}>Read what is pasted</button></p>
    </section>
  );
}
