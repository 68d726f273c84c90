import { useSignal } from '@preact/signals';

interface Props {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: () => readonly (readonly (string | number)[])[];
}

/** The same numbers as a table, made when it is opened. */
export function TableTwin({ name, head, rows }: Props) {
  const open = useSignal(false);
  return (
    <details class="twin" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{name} as a table</summary>
      {open.value && (
        <div class="scroll" tabIndex={0} role="region" aria-label={`${name}, table`}>
          <table>
            <thead>
              <tr>{head.map((title) => <th scope="col" key={title}>{title}</th>)}</tr>
            </thead>
            <tbody>
              {rows().map((row, i) => (
                <tr key={i}>{row.map((cell, j) => <td key={j}>{cell}</td>)}</tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
