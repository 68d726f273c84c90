import { parseDelimited } from './delimited';

/** What stands between the cells of a table. */
export const separators = [',', '\t', ';', '|'] as const;
export type Separator = (typeof separators)[number];

const looked = 60;

/**
 * The separator by which the first records have the same number of cells, two or more, the most of them winning; null where the file is no
 * table by any.
 * @param steady Share of the records that must have as many cells as most have.
 */
export function guessSeparator(text: string, steady = 0.9): Separator | null {
  let best: { readonly separator: Separator; readonly share: number; readonly cells: number } | null = null;
  for (const separator of separators) {
    const widths = parseDelimited(text, separator, looked).rows.map((row) => row.cells.length);
    const counts = new Map<number, number>();
    widths.forEach((width) => counts.set(width, (counts.get(width) ?? 0) + 1));
    const [cells, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
    const share = count / Math.max(1, widths.length);
    const better = best === null || share > best.share + 0.02 || (share > best.share - 0.02 && cells > best.cells);
    if (cells > 1 && share >= steady && better) {
      best = { separator, share, cells };
    }
  }
  return best?.separator ?? null;
}
