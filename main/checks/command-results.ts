import { z } from 'zod';
import type { ChecksOf } from '../../contract/checks';
import { commitSchema } from '../../contract/commit';
import { milliseconds } from '../../contract/duration';
import { done, failed, type Result } from '../../contract/failure';
import { fill } from '../../contract/placeholders';
import { runCommand } from '../processes/run-command';
import type { Check } from '../release/ports';

const limitBytes = 16 * 1024 * 1024;

const checkSchema = z
  .object({
    commit: commitSchema,
    name: z.string().min(1).max(200),
    result: z.enum(['passed', 'failed', 'running']),
    at: z.iso.datetime({ offset: true }).nullish(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullish(),
  })
  .transform(({ at, url, ...check }): Check => ({ ...check, at: at ?? null, url: url ?? null }));

const parse = (text: string): readonly Check[] | string => {
  try {
    const json: unknown = JSON.parse(text);
    const read = z.array(checkSchema).safeParse(json);
    return read.success ? read.data : z.prettifyError(read.error).slice(0, 500);
  } catch {
    return text.trim() === '' ? 'it printed nothing' : text.trim().slice(0, 300);
  }
};

/** Check results as a command of the workspace prints them: `[{ commit, name, result, at?, url? }]`. @param folder where it runs */
export const readCommandResults = async (
  checks: ChecksOf<'command-results'>,
  component: string,
  folder: string,
  signal: AbortSignal,
): Promise<Result<readonly Check[]>> => {
  const run = checks.run.map((text) => fill(text, { component }));
  const pieces: string[] = [];
  let cut = false;
  for await (const event of runCommand(
    { run, cwd: folder, withinMs: milliseconds(checks.within), limitBytes },
    signal,
  )) {
    if (event.type === 'ended' && !event.result.ok) return event.result;
    if (event.type !== 'output') continue;
    if (event.from === 'stdout') pieces.push(event.text);
    cut ||= event.from === 'notice';
  }
  const read = cut ? `more than ${limitBytes} bytes` : parse(pieces.join(''));
  if (typeof read !== 'string') return done(read);
  const expected = 'a JSON array of { commit, name, result: passed|failed|running, at?, url? }';
  return failed({ kind: 'endpoint-nonsense', where: run.join(' ').slice(0, 300), expected, said: read });
};
