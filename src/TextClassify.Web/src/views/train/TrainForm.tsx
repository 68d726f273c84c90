import { useComputed, useSignal, type Signal } from '@preact/signals';
import { headBytes, isRefused, readHeader, type Header } from '../../files/header';
import { modelNameOf, namePattern } from '../../state/train/names';
import { chosenFile, chosenHeader, sendRows, sending, trainTrouble } from '../../state/train/training';

/** The file, its two columns, and what the model is to be called. */
export function TrainForm() {
  const over = useSignal(false);
  const textColumn = useSignal(chosenHeader.value?.text ?? '');
  const label = useSignal(chosenHeader.value?.label ?? '');
  const name = useSignal(chosenFile.value ? modelNameOf(chosenFile.value.name) : '');
  const quick = useSignal(true);
  const alike = useComputed(() => textColumn.value === label.value);

  const take = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    const head = readHeader(file.name, new Uint8Array(await file.slice(0, headBytes).arrayBuffer()));
    const refused = isRefused(head);
    chosenFile.value = refused ? null : file;
    chosenHeader.value = refused ? null : head;
    trainTrouble.value = refused ? head.refused : '';
    if (!refused) {
      [textColumn.value, label.value, name.value] = [head.text, head.label, modelNameOf(file.name)];
    }
  };
  const send = (event: Event) => {
    event.preventDefault();
    const [file, header] = [chosenFile.value, chosenHeader.value];
    if (file && header && !alike.value) {
      void sendRows(file, header.type, { name: name.value, text: textColumn.value, label: label.value, quick: quick.value });
    }
  };
  return (
    <form onSubmit={send}>
      <label
        class={over.value ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          over.value = true;
        }}
        onDragLeave={() => (over.value = false)}
        onDrop={(event) => {
          event.preventDefault();
          over.value = false;
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <span>{chosenFile.value?.name ?? 'Drop a .csv, .tsv or .jsonl file here: a header, a column of texts, one of labels'}</span>
        <input
          id="train-file"
          type="file"
          accept=".csv,.tsv,.jsonl,.ndjson,.txt"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </label>
      {chosenHeader.value && (
        <>
          <div class="tools">
            <Columns words="Texts in" id="train-text" header={chosenHeader.value} value={textColumn} />
            <Columns words="Labels in" id="train-label" header={chosenHeader.value} value={label} />
            <label class="field">
              <span>Name</span>
              <input
                id="train-name"
                type="text"
                required
                pattern={namePattern}
                maxLength={64}
                title="Small letters, digits and hyphens, beginning with a letter"
                value={name.value}
                onInput={(event) => (name.value = event.currentTarget.value)}
              />
            </label>
            <label class="check">
              <input type="checkbox" checked={quick.value} onChange={(event) => (quick.value = event.currentTarget.checked)} />
              Quick: about a third of the time, a little less right
            </label>
            <button type="submit" class="first" disabled={sending.value || alike.value}>{sending.value ? 'Sending…' : 'Train'}</button>
          </div>
          {alike.value && <p class="wrong">Texts and labels are in two columns; choose another for one of them.</p>}
        </>
      )}
      <p class="quiet">
        The file goes to this service and is deleted when the training ends. What stays is a tenth of its texts with the model, which
        callers can read, and with the operator the rows whose labels are doubtful.
      </p>
    </form>
  );
}

interface ColumnsProps {
  readonly words: string;
  readonly id: string;
  readonly header: Header;
  readonly value: Signal<string>;
}

function Columns({ words, id, header, value }: ColumnsProps) {
  return (
    <label class="field">
      <span>{words}</span>
      <select id={id} value={value.value} onChange={(event) => (value.value = event.currentTarget.value)}>
        {header.columns.map((column) => <option key={column} value={column}>{column}</option>)}
      </select>
    </label>
  );
}
