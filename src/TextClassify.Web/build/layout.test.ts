import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { findCircle, foldersUsed, fullFolders, longFiles, longLines, type PageFile } from './layout';

const root = join(import.meta.dirname, '..');
const generated = 'src/api/schema.ts';

/** The page's files, without the one that is generated. */
function pageFiles(): PageFile[] {
  const inFolders = ['src', 'build'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)));
  return [...inFolders, join(root, 'index.html'), join(root, 'vite.config.ts')]
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .filter(({ path }) => path !== generated);
}

const files = pageFiles();
const file = (path: string, ...imports: string[]): PageFile =>
  ({ path, text: imports.map((target) => `import { x } from '${target}';\n`).join('') });

test('folders_ofThePage_useEachOtherInNoCircle', () => {
  const uses = foldersUsed(files);
  expect(uses.get('src/views/map')).toContain('src/state/map');
  expect(findCircle(uses)).toBeNull();
});

test('files_ofThePage_keepToTheLimits', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(fullFolders(files, 25)).toEqual([]);
  expect(longFiles(files, 300)).toEqual([]);
  expect(longLines(files, 140)).toEqual([]);
});

test('findCircle_overThreeFolders_namesThem', () => {
  const uses = foldersUsed([file('a/x.ts', '../b/y'), file('b/y.ts', '../c/z'), file('c/z.ts', '../a/x')]);
  expect(findCircle(uses)).toEqual(['a', 'b', 'c', 'a']);
});

test('findCircle_folderAndItsSubfolder_areACircle', () => {
  expect(findCircle(foldersUsed([file('a/x.ts', './b/y'), file('a/b/y.ts', '../x')]))).toEqual(['a', 'a/b', 'a']);
});

test('findCircle_twoWaysToOneFolder_areNone', () => {
  expect(findCircle(foldersUsed([file('a/x.ts', '../b/y', '../c/z'), file('b/y.ts', '../c/z'), file('c/z.ts', './w')]))).toBeNull();
});

test.each([
  "import {\n  x,\n  y,\n} from '../b/y';",
  "import type { X } from '../b/y';",
  "export { x } from '../b/y';",
  "import '../b/y.css';",
  "const later = import('../b/y');",
])('foldersUsed_%j_isUse', (text) => expect(foldersUsed([{ path: 'a/x.ts', text }]).get('a')).toEqual(new Set(['b'])));

test('fullFolders_oneFileTooMany_isNamed', () => {
  const three = [file('a/x.ts'), file('a/y.ts'), file('a/b/z.ts'), file('a/w.css')];
  expect(fullFolders(three, 2)).toEqual(['a holds 3 files']);
  expect(fullFolders(three, 3)).toEqual([]);
});

test('longFiles_oneLineTooMany_isNamed', () => {
  expect(longFiles([{ path: 'a.ts', text: '1\n2\n3\n' }], 2)).toEqual(['a.ts has 3 lines']);
  expect(longFiles([{ path: 'a.ts', text: '1\n2\n3\n' }], 3)).toEqual([]);
});

test('longLines_oneCharacterTooMany_isNamed', () => {
  expect(longLines([{ path: 'a.ts', text: 'ab\nabc\n' }], 2)).toEqual(['a.ts:2 has 3 characters']);
  expect(longLines([{ path: 'a.ts', text: 'ab\nabc\n' }], 3)).toEqual([]);
});
