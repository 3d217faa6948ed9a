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
  timeout: 60_000,
  reporter: [['list']],
  outputDir: 'test-results',
  projects: [project('unit'), project('git'), project('ledger'), project('endpoint'), project('app')],
});
