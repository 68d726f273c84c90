import { defineConfig } from 'vitest/config';
import { scriptBudget } from './build/budget.ts';

const service = process.env['TEXTCLASSIFY_URL'] ?? 'http://localhost:8080';
const routes = [
  '/classify', '/explain', '/explainers', '/hidden-states', '/maps', '/models', '/corpus', '/score', '/generate', '/translate',
  '/trainings',
];
const questions = ['/predictions', '/quality', '/drift', '/explanations', '/feedback'];

export default defineConfig({
  // Relative, so that the page is whole under any path that a proxy shows it under.
  base: './',
  plugins: [scriptBudget(70_000, 176_000)],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, sourcemap: false },
  server: { proxy: Object.fromEntries([...routes, ...questions].map((route) => [route, service])) },
  test: { environment: 'node', include: ['src/**/*.test.ts', 'build/**/*.test.ts'] },
});
