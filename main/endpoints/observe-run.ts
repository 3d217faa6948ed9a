import { milliseconds } from '../../contract/duration';
import type { ObserveRun } from '../../contract/observe';
import { fill, secretsIn, type PlaceholderValues } from '../../contract/placeholders';
import type { Observation } from '../release/ports';
import { lastWord, outcomeOf } from './last-word';

/** What a command's last line says runs. Commands are given no secrets. @param folder where it runs */
export const observeByRunning = async (
  observe: ObserveRun,
  values: PlaceholderValues,
  folder: string,
  signal: AbortSignal,
): Promise<Observation['outcome']> => {
  const [secret] = observe.run.flatMap(secretsIn);
  if (secret !== undefined) return { kind: 'unreadable', failure: { kind: 'secret-missing', name: secret } };
  const run = observe.run.map((text) => fill(text, values));
  // Without secrets there is nothing to hide in what it says.
  const asked = { where: run.join(' ').slice(0, 300), mask: (text: string) => text };
  const said = await lastWord({ run, cwd: folder, withinMs: milliseconds(observe.within) }, asked.mask, signal);
  return 'failure' in said ? { kind: 'unreadable', ...said } : outcomeOf(said.word, asked);
};
