import type { ChecksOf } from '../../contract/checks';
import { milliseconds } from '../../contract/duration';
import { failed, type Failure, type Result } from '../../contract/failure';
import { fill } from '../../contract/placeholders';
import type { Component } from '../../contract/workspace';
import { createForge, type Forge, type Kept } from '../http/forge';
import type { Check } from '../release/ports';
import type { Secrets } from '../release/record-ports';
import { createGithubChecks, type GithubChecks } from './github';
import { readGitlabChecks } from './gitlab';

type ForgeChecks = ChecksOf<'github'> | ChecksOf<'gitlab'>;

const headersOf = ({ kind, token }: ForgeChecks): Record<string, string> => {
  if (kind === 'gitlab') return token === undefined ? {} : { 'private-token': token };
  return {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
};

/** Where a forge does not say for how long it wants to be left alone. */
const spareMs = 60_000;

/**
 * Results from GitHub and GitLab. One that asks to be left alone is: until then its answer stands, and what was read before stays.
 * @param now milliseconds since 1970
 */
export const createForgeChecks = (secrets: Secrets, now: () => number) => {
  const kept: Kept = new Map();
  const githubs = new Map<string, GithubChecks>();
  const spared = new Map<string, { readonly until: number; readonly failure: Failure }>();

  const ofGithub = (checks: ChecksOf<'github'>, repository: string): GithubChecks => {
    const key = `${checks.api} ${repository}`;
    const known = githubs.get(key) ?? createGithubChecks(repository);
    githubs.set(key, known);
    return known;
  };

  const ask = (forge: Forge, checks: ForgeChecks, component: Component, signal: AbortSignal) => {
    const { branch } = component;
    const values = { component: component.name };
    return checks.kind === 'github'
      ? ofGithub(checks, fill(checks.repository, values)).read(forge, branch, signal, now())
      : readGitlabChecks(forge, fill(checks.project, values), branch, signal);
  };

  return async (checks: ForgeChecks, component: Component, signal: AbortSignal): Promise<Result<readonly Check[]>> => {
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const resting = spared.get(checks.api);
    if (resting && now() < resting.until) return failed(resting.failure);
    const values = { component: component.name };
    const forge = createForge({ api: checks.api, headers: headersOf(checks), values, secrets, kept });
    const control = new AbortController();
    const stop = (): void => control.abort();
    const timer = setTimeout(stop, milliseconds(checks.within));
    signal.addEventListener('abort', stop, { once: true });
    const read = await ask(forge, checks, component, control.signal);
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    if (read.ok) return read;
    const { failure } = read;
    if (failure.kind === 'endpoint-busy')
      spared.set(checks.api, { until: now() + (failure.retryAfterMs ?? spareMs), failure });
    if (failure.kind === 'cancelled' && !signal.aborted)
      return failed({ kind: 'endpoint-hangs', where: forge.api, afterMs: milliseconds(checks.within) });
    return failed(failure);
  };
};
