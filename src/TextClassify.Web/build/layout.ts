import { posix } from 'node:path';

/** A file of the page by its path below one root, with its text. */
export interface PageFile {
  readonly path: string;
  readonly text: string;
}

const importLine = /\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;

/** By folder, the other folders that its files import from. A folder and its subfolder count as two. */
export function foldersUsed(files: readonly PageFile[]): Map<string, Set<string>> {
  const uses = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    const folder = posix.dirname(path);
    const used = uses.get(folder) ?? new Set();
    for (const [, target = ''] of text.matchAll(importLine)) {
      const other = posix.dirname(posix.join(folder, target));
      if (other !== folder) {
        used.add(other);
      }
    }
    uses.set(folder, used);
  }
  return uses;
}

/** Folders that use each other in a circle, the first one again at the end; null when there is none. */
export function findCircle(uses: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>();
  const visit = (folder: string, way: readonly string[]): string[] | null => {
    if (way.includes(folder)) {
      return [...way.slice(way.indexOf(folder)), folder];
    }
    if (done.has(folder)) {
      return null;
    }
    for (const other of uses.get(folder) ?? []) {
      const circle = visit(other, [...way, folder]);
      if (circle) {
        return circle;
      }
    }
    done.add(folder);
    return null;
  };
  for (const folder of uses.keys()) {
    const circle = visit(folder, []);
    if (circle) {
      return circle;
    }
  }
  return null;
}

/** Folders that hold more than `most` files themselves. */
export function fullFolders(files: readonly PageFile[], most: number): string[] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > most).map(([folder, count]) => `${folder} holds ${count} files`);
}

/** Files of more than `most` lines; a line break at the end begins no line. */
export function longFiles(files: readonly PageFile[], most: number): string[] {
  return files
    .map(({ path, text }) => ({ path, count: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ count }) => count > most)
    .map(({ path, count }) => `${path} has ${count} lines`);
}

/** Lines of more than `most` characters. */
export function longLines(files: readonly PageFile[], most: number): string[] {
  return files.flatMap(({ path, text }) => text.split('\n').flatMap((line, at) =>
    line.length > most ? [`${path}:${at + 1} has ${line.length} characters`] : []));
}
