import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { build, type Plugin } from 'vite';

// Everything is bundled into CommonJS for Node 18.15 / Chromium 114, the oldest runtime the app starts on
// (docs/decisions/0002-bundles-for-node-18.md).
const entry = (name: string) => resolve(import.meta.dirname, 'main', `${name}.ts`);
const processes = {
  engine: entry('engine'),
  cli: entry('cli'),
  'parse-workspace': entry('workspace/parse-process'),
  'git-starter': entry('git/starter-process'),
  supervisor: entry('endpoints/local/supervisor-process'),
};

/**
 * Bundles each process whole and by itself. In one build rolldown puts what processes share into one's entry, and an engine
 * that requires main.cjs starts a second app; besides, the short-lived ones load only what is theirs.
 */
const wholeProcesses = (entries: Readonly<Record<string, string>>): Plugin => ({
  name: 'whole-processes',
  async closeBundle() {
    await Promise.all(
      Object.entries(entries).map(async ([name, input]) =>
        build({
          configFile: false,
          logLevel: 'warn',
          ssr: { noExternal: true },
          build: {
            ssr: input,
            outDir: 'dist/main',
            emptyOutDir: false,
            target: 'node18',
            sourcemap: true,
            rollupOptions: {
              output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
            },
          },
        }),
      ),
    );
  },
});

export default defineConfig({
  main: {
    plugins: [wholeProcesses(processes)],
    build: {
      outDir: 'dist/main',
      target: 'node18',
      externalizeDeps: false,
      sourcemap: true,
      rollupOptions: {
        input: { main: entry('main') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'dist/preload',
      target: 'node18',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(import.meta.dirname, 'preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: resolve(import.meta.dirname, 'dist/renderer'),
      target: 'chrome114',
      // The CSP forbids inline scripts and data: scripts, so nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: {
          index: resolve(import.meta.dirname, 'renderer/index.html'),
          gallery: resolve(import.meta.dirname, 'renderer/gallery.html'),
        },
      },
    },
  },
});
