import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fails the build when the page's scripts, gzipped, pass a number of bytes. */
export function scriptBudget(limit: number): Plugin {
  return {
    name: 'script-budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const sizes = Object.values(bundle)
        .filter((file) => file.type === 'chunk')
        .map((chunk) => gzipSync(chunk.code, { level: 9 }).length);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const figures = `${(total / 1000).toFixed(1)} kB of script, gzipped; the budget is ${limit / 1000} kB`;
      if (total > limit) {
        this.error(figures);
      }
      this.info(figures);
    },
  };
}
