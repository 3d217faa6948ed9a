import pc from 'picocolors';
import { shortCommit } from '../../contract/commit';
import type { Entry } from '../../contract/entry';
import { activity } from '../release/component-history';
import { print, printJson, withWorkspace, type Common, type ExitCode } from './terminal';

export interface LogOptions extends Common {
  readonly component?: string;
  readonly stage?: string;
  readonly person?: string;
  readonly limit: string;
}

/** What an entry says, in a few words. */
const words = (e: Entry): string => {
  switch (e.kind) {
    case 'claimed':
      return `${e.cause} of ${shortCommit(e.candidate.commit)}${e.reason ? `: ${e.reason}` : ''}`;
    case 'verdict':
    case 'resolved':
      return e.verdict.replace('-', ' ');
    case 'verification':
      return `${e.scope} ${e.outcome}: ${e.results.map((r) => r.name).join(', ')}`;
    case 'adopted':
      return `${shortCommit(e.commit)}: ${e.reason}`;
    case 'rejected':
      return `${shortCommit(e.commit)}: ${e.reason}`;
    case 'sending':
      return '';
    case 'approved':
      return `for ${e.stage}`;
    case 'withdrawn':
    case 'held':
    case 'resumed':
    case 'locked':
    case 'unlocked':
      return e.reason;
  }
};

export const log = async (options: LogOptions): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const entries = activity(session, {
      component: options.component ?? null,
      stage: options.stage ?? null,
      person: options.person ?? null,
      kind: null,
      limit: Number(options.limit) || 50,
    });
    if (options.json) printJson({ format: 1, entries });
    else
      for (const e of entries)
        print(
          `${pc.dim(e.at)}  ${e.kind.padEnd(12)} ${`${e.component} in ${e.environment}`.padEnd(28)} ${words(e)}  ${pc.dim(e.by.name)}`,
        );
    return 0;
  });
