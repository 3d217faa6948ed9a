import { done, type Result } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import type { Check, Checks } from '../release/ports';
import type { Secrets } from '../release/record-ports';
import { readCommandResults } from './command-results';
import { createForgeChecks } from './forges';
import { readJunitFiles } from './junit-files';

export interface CheckOptions {
  /** The workspace file's folder: where commands run and files are. */
  readonly folder: string;
  readonly secrets: Secrets;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Results about candidates, from wherever a component says they come from. What is recorded is on the ledger, and read there. */
export const createChecks = ({ folder, secrets, now = Date.now }: CheckOptions): Checks => {
  const readForge = createForgeChecks(secrets, now);
  const results = (component: Component, signal: AbortSignal): Promise<Result<readonly Check[]>> => {
    const { checks, name } = component;
    switch (checks?.kind) {
      case 'command-results':
        return readCommandResults(checks, name, folder, signal);
      case 'junit':
        return readJunitFiles(checks, name, folder, signal);
      case 'github':
      case 'gitlab':
        return readForge(checks, component, signal);
      case undefined:
      case 'recorded':
        return Promise.resolve(done([]));
    }
  };
  return { results };
};
