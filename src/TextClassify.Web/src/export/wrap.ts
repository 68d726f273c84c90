const mostLines = 4;

/** Breaks a text at blanks into lines no wider than `width`. An ellipsis stands for what does not fit. */
export function wrap(text: string, width: number, length: (words: string) => number): string[] {
  const lines: string[] = [];
  let held = '';
  for (const word of text.split(/\s+/)) {
    const longer = held === '' ? word : `${held} ${word}`;
    if (held !== '' && length(longer) > width) {
      lines.push(held);
      held = word;
    } else {
      held = longer;
    }
  }
  lines.push(held);
  return lines.slice(0, mostLines).map((words, i) => cut(words, width, length, i === mostLines - 1 && lines.length > mostLines));
}

function cut(words: string, width: number, length: (words: string) => number, more: boolean): string {
  let kept = words;
  while (kept !== '' && length(more || kept !== words ? `${kept}…` : kept) > width) {
    kept = kept.slice(0, -1);
  }
  return more || kept !== words ? `${kept}…` : kept;
}
