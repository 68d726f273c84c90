/** Texts that go to the service in one request. */
export interface Portion {
  readonly rows: readonly number[];
  readonly body: string;
}

/** What a request holds at most. The service takes in as much before it answers, and a browser reads no answer before it has sent all. */
export interface PortionSize {
  readonly rows: number;
  readonly characters: number;
}

export const usualPortion: PortionSize = { rows: 256, characters: 200_000 };

/** The next texts from place `from` of `rows` on, a JSON object a line; always one at least. */
export function nextPortion(rows: readonly number[], from: number, textOf: (row: number) => string, size: PortionSize): Portion {
  const taken: number[] = [];
  const lines: string[] = [];
  let characters = 0;
  for (let at = from; at < rows.length && taken.length < size.rows; at++) {
    const row = rows[at]!;
    const line = JSON.stringify({ text: textOf(row) });
    characters += line.length + 1;
    if (taken.length > 0 && characters > size.characters) {
      break;
    }
    taken.push(row);
    lines.push(line);
  }
  return { rows: taken, body: lines.join('\n') };
}

export function halved({ rows, characters }: PortionSize): PortionSize {
  return { rows: Math.max(1, rows >> 1), characters: Math.max(1, characters >> 1) };
}
