import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Everything is bundled into CommonJS for Node 18.15 / Chromium 114, the oldest runtime the app starts on
// (docs/decisions/0002-bundles-for-node-18.md).
const entry = (name: string) => resolve(import.meta.dirname, 'main', `${name}.ts`);

export default defineConfig({
  main: {
    build: {
      outDir: 'dist/main',
      target: 'node18',
      externalizeDeps: false,
      sourcemap: true,
      rollupOptions: {
        input: {
          main: entry('main'),
          engine: entry('engine'),
          cli: entry('cli'),
          'parse-workspace': entry('workspace/parse-process'),
          supervisor: entry('endpoints/local/supervisor-process'),
        },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
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
