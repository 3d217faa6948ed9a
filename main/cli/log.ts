import pc from 'picocolors';
import type { Entry } from '../../contract/entry';
import { entryWords } from '../../contract/words/entry';
import { activity } from '../release/board/component-history';
import { shortId } from './short-id';
import { print, printJson, withWorkspace, type Common, type ExitCode } from './terminal';

export interface LogOptions extends Common {
  readonly component?: string;
  readonly stage?: string;
  readonly person?: string;
  readonly limit: number;
}

const words = (entry: Entry): string => {
  const { did, detail } = entryWords(entry);
  return detail === null ? did : `${did}: ${detail}`;
};

export const log = async (options: LogOptions): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const entries = activity(session, {
      component: options.component ?? null,
      stage: options.stage ?? null,
      person: options.person ?? null,
      kind: null,
      limit: options.limit,
    });
    if (options.json) printJson({ format: 1, entries });
    else
      for (const e of entries)
        print(
          `${pc.dim(e.at)}  ${e.kind.padEnd(12)} ${`${e.component || 'all'} in ${e.environment}`.padEnd(28)} ${words(e)}  ${pc.dim(e.by.name)}${e.kind === 'claimed' ? `  ${shortId(e.deployment)}` : ''}`,
        );
    return 0;
  });
