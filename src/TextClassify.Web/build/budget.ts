import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fails the build when scripts, gzipped, pass a number of bytes: those that the page needs to begin with, or all of them. */
export function scriptBudget(first: number, all: number): Plugin {
  return {
    name: 'script-budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const begun = new Set<string>();
      const begin = (name: string) => {
        const chunk = chunks.find((one) => one.fileName === name);
        if (chunk && !begun.has(name)) {
          begun.add(name);
          chunk.imports.forEach(begin);
        }
      };
      chunks.filter((chunk) => chunk.isEntry).forEach((chunk) => begin(chunk.fileName));
      const sizes = chunks.map((chunk) => ({ name: chunk.fileName, size: gzipSync(chunk.code, { level: 9 }).length }));
      const total = sizes.reduce((sum, { size }) => sum + size, 0);
      const start = sizes.reduce((sum, { name, size }) => sum + (begun.has(name) ? size : 0), 0);
      const figures = `${kilobytes(start)} of script to begin with and ${kilobytes(total)} in all, gzipped; `
        + `the budgets are ${kilobytes(first)} and ${kilobytes(all)}`;
      if (start > first || total > all) {
        this.error(figures);
      }
      this.info(figures);
    },
  };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
