import { defineConfig } from '@playwright/test';

const project = (name: string, workers?: number) => ({
  name,
  testDir: `test/${name}`,
  ...(workers === undefined ? {} : { workers }),
});

export default defineConfig({
  testMatch: '**/*.test.ts',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  // Generous, since two tests share two cores with the apps they start; nothing here asserts how fast something is.
  expect: { timeout: 20_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  projects: [
    // A file of these costs more to load than to run: each is loaded by one worker only.
    { ...project('unit'), fullyParallel: false },
    project('git'),
    project('ledger'),
    project('faults'),
    project('endpoint'),
    project('app'),
    // Whole systems, started by the tests: one after the other, or they would starve each other. `npm run test:endpoints`.
    { ...project('real', 1), fullyParallel: false, timeout: 180_000 },
    // The same, from a window.
    project('real-app', 1),
    // What windows take, one at a time: `npm run bench`.
    { ...project('bench', 1), fullyParallel: false, timeout: 600_000 },
  ],
});
