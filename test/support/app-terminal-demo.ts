import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { demoOf } from './app-board';
import { endProcessesOf } from './app-processes';
import { humdrum } from './app-terminal';

/** One demo for all tests of a file, made and used in the terminal alone. `data` is set once they run. */
export const demoInTerminal = (): { readonly data: string } => {
  const place = { data: '' };
  test.beforeAll(async () => {
    place.data = mkdtempSync(join(tmpdir(), 'humdrum-test-'));
    const said = await humdrum(place.data, 'demo', '--dir', demoOf(place.data), '--json');
    expect(said.code, said.err).toBe(0);
  });
  test.afterAll(() => {
    endProcessesOf(place.data);
    rmSync(place.data, { recursive: true, force: true });
  });
  return place;
};
