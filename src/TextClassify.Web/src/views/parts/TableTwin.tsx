import { useSignal } from '@preact/signals';
import { ScrollTable } from './ScrollTable';

interface Props {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: () => readonly (readonly (string | number)[])[];
}

/** A picture's numbers as a table, made when it is opened. */
export function TableTwin({ name, head, rows }: Props) {
  const open = useSignal(false);
  return (
    <details class="twin" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{name} as a table</summary>
      {open.value && (
        <ScrollTable label={`${name}, table`} head={head}>
          {rows().map((row, i) => (
            <tr key={i}>{row.map((cell, j) => <td key={j}>{cell}</td>)}</tr>
          ))}
        </ScrollTable>
      )}
    </details>
  );
}
