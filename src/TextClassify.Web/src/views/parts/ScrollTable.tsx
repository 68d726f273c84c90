import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  readonly head: readonly string[];
  /** The rows. */
  readonly children: ComponentChildren;
}

/** A table that scrolls under its head, by keyboard too. */
export function ScrollTable({ label, head, children }: Props) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>{head.map((title) => <th scope="col" key={title}>{title}</th>)}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
