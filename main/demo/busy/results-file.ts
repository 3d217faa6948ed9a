import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { DemoCheck } from '../releases/checks';
import { resultsFile } from '../write-shop';

const resultsSchema = z.array(
  z.object({
    component: z.string(),
    commit: z.string(),
    name: z.string(),
    result: z.enum(['passed', 'failed', 'running']),
    at: z.string(),
  }),
);

export const readResults = async (dir: string): Promise<readonly DemoCheck[]> =>
  resultsSchema.parse(JSON.parse(await readFile(resultsFile(dir), 'utf8')));

/** Whoever reads meanwhile sees the old file or the new one, whole. */
export const writeResults = async (dir: string, results: readonly DemoCheck[]): Promise<void> => {
  const temporary = `${resultsFile(dir)}.tmp`;
  await writeFile(temporary, `${JSON.stringify(results, null, 1)}\n`);
  await rename(temporary, resultsFile(dir));
};
