import { gitConfig, gitEnvironment, isOnThisMachine, type UserAccess } from './environment';
import type { Limit } from './limit';
import type { RepositoryUrl } from './refs';
import type { Ended, GitHooks, StartGit } from './start-git';

export interface GitCall extends GitHooks {
  readonly gitDir: string;
  /** Verb first. Values from outside are branded types, full commit ids, or stand behind `--`. A function is asked at the start. */
  readonly args: readonly string[] | (() => readonly string[]);
  readonly remote?: RepositoryUrl;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: readonly string[];
  readonly input?: string;
  readonly deadlineMs: number;
  /** Default 64 MB. */
  readonly maxBytes?: number;
}

export type RunGit = (call: GitCall, signal: AbortSignal) => Promise<Ended>;

const defaultMaxBytes = 64 * 1024 * 1024;

/**
 * The one way to start git. Hardened, limited in number, ended as a group on abort or deadline.
 * @param local places for work on mirrors, about one a core
 * @param near places for talks with remotes on this machine, which cost what work on mirrors costs: many at once would crowd it out
 * @param far places for talks with other machines, which mostly wait: a slow server must not stop the counting
 */
export const createRunGit = (options: {
  readonly env: NodeJS.ProcessEnv;
  readonly local: Limit;
  readonly near: Limit;
  readonly far: Limit;
  readonly access: () => Promise<UserAccess>;
  readonly start: StartGit;
}): RunGit => {
  return async (call, signal) => {
    const remote = call.remote ?? null;
    const access = remote === null ? null : await options.access();
    const env = { ...gitEnvironment(options.env, call.gitDir, remote, access), ...call.env };
    const limit = remote === null ? options.local : isOnThisMachine(remote) ? options.near : options.far;
    const config = [...gitConfig(remote, access), ...(call.config ?? [])].flatMap((pair) => ['-c', pair]);
    const { input = null, deadlineMs, maxBytes = defaultMaxBytes, onOutput, onStart } = call;
    const start = (): Promise<Ended> => {
      const given = typeof call.args === 'function' ? call.args() : call.args;
      const args = [...config, `--git-dir=${call.gitDir}`, ...given];
      return options.start({ args, env, input, deadlineMs, maxBytes }, { onOutput, onStart }, signal);
    };
    const ended = await limit(signal, start);
    return ended === 'cancelled' ? { how: 'cancelled' } : ended;
  };
};
