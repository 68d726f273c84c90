/** One record of a delimited file, and the line it begins in, from 1. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface Delimited {
  readonly rows: readonly Row[];
  /** The line of a quote that is never closed; null when all are. */
  readonly unclosed: number | null;
}

const quote = '"';

/**
 * Records of CSV by RFC 4180 with any separator. Lines end in CR, LF or both; empty ones are left out. A quote counts only where a cell
 * begins with it; what follows the closing one is kept as it is.
 * @param most Records after which it stops.
 * @param quoted Whether quotes count at all.
 */
export function parseDelimited(text: string, separator: string, most = Infinity, quoted = true): Delimited {
  const rows: Row[] = [];
  let [at, line] = [0, 1];
  while (at < text.length && rows.length < most) {
    const cells: string[] = [];
    const begun = line;
    for (;;) {
      let cell = '';
      if (quoted && text[at] === quote) {
        const opened = line;
        for (at++; ; ) {
          const end = text.indexOf(quote, at);
          if (end < 0) {
            return { rows, unclosed: opened };
          }
          const part = text.slice(at, end);
          line += breaksIn(part);
          cell += part;
          at = end + 1;
          if (text[at] !== quote) {
            break;
          }
          cell += quote;
          at++;
        }
      }
      const start = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') {
        at++;
      }
      cells.push(cell + text.slice(start, at));
      if (text[at] !== separator) {
        break;
      }
      at++;
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    line++;
    if (cells.length > 1 || cells[0]?.trim() !== '') {
      rows.push({ cells, line: begun });
    }
  }
  return { rows, unclosed: null };
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
