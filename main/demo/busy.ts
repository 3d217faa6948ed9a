import type { Commit, Iso } from '../../contract/commit';
import { done, failed, type Failure, type Result } from '../../contract/failure';
import { commitIdea } from './busy/commit-idea';
import { ideaOf } from './busy/ideas';
import { randomFrom } from './busy/random';
import { readResults, writeResults } from './busy/results-file';
import { readMarker } from './folder';
import { people } from './people';
import { checkNames } from './releases/checks';
import { services, type Service } from './shop/ports';

export type BusyEvent =
  | { readonly kind: 'commit'; readonly component: Service; readonly subject: string; readonly commit: Commit }
  | {
      readonly kind: 'checks';
      readonly component: string;
      readonly commit: string;
      readonly result: 'passed' | 'failed';
    }
  | { readonly kind: 'promote'; readonly component: Service; readonly stage: 'test' | 'staging' }
  | { readonly kind: 'trouble'; readonly failure: Failure };

export interface BusyOptions {
  readonly dir: string;
  readonly seed: number;
  /** Between two happenings. Default 8,000. */
  readonly everyMs?: number;
  /** How much happens before it ends by itself. Default: no end. */
  readonly happenings?: number;
  readonly now: () => Iso;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Promotes what is next, where that is possible; what comes of it is the engine's to say. */
  readonly promote: (component: Service, stage: 'test' | 'staging', signal: AbortSignal) => Promise<void>;
  readonly did?: (event: BusyEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Keeps a demo alive: its people commit, checks end, and now and then something is promoted. The same seed gives the same happenings.
 * Ends with the signal. Failure `data-folder`: the folder is no demo.
 */
export const runBusy = async (options: BusyOptions): Promise<Result<null>> => {
  const { dir, now, wait, signal, did = () => undefined, everyMs = 8000, happenings = Infinity } = options;
  if (!(await readMarker(dir))?.complete) return failed({ kind: 'data-folder', folder: dir, why: 'it is no demo' });
  const random = randomFrom(options.seed);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const made = new Map<Service, number>();

  const commit = async (): Promise<void> => {
    const [component, by] = [pick(services), pick(people)];
    const nth = made.get(component) ?? 0;
    const idea = ideaOf(component, nth);
    made.set(component, nth + 1);
    const written = await commitIdea(dir, component, idea, by, Date.parse(now()), signal);
    if (!written.ok) return did({ kind: 'trouble', failure: written.failure });
    const started = checkNames.map(
      (name) => ({ component, commit: written.value, name, result: 'running', at: now() }) as const,
    );
    await writeResults(dir, [...(await readResults(dir)), ...started]);
    did({ kind: 'commit', component, subject: idea.subject, commit: written.value });
  };

  /** The check that has run longest ends; false where none runs. */
  const endChecks = async (): Promise<boolean> => {
    const results = await readResults(dir);
    const oldest = results.find((check) => check.result === 'running');
    if (!oldest) return false;
    const { component, commit } = oldest;
    const result = random() < 0.12 ? 'failed' : 'passed';
    const at = now();
    const ended = (name: string) => (name === 'acceptance' ? result : 'passed');
    await writeResults(
      dir,
      results.map((c) => (c.commit === commit && c.result === 'running' ? { ...c, result: ended(c.name), at } : c)),
    );
    did({ kind: 'checks', component, commit, result });
    return true;
  };

  const promote = async (): Promise<void> => {
    const [component, stage] = [pick(services), pick(['test', 'staging'] as const)];
    did({ kind: 'promote', component, stage });
    await options.promote(component, stage, signal);
  };

  for (let i = 0; i < happenings && !signal.aborted; i += 1) {
    const chance = random();
    if (chance >= 0.85) await promote();
    else if (chance >= 0.45 || !(await endChecks())) await commit();
    await wait(everyMs, signal);
  }
  return done(null);
};
