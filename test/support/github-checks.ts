import { done } from '../../contract/failure';
import { createChecks } from '../../main/checks/checks';
import { summaries } from '../../main/release/check-summary';
import { checkedComponent } from './checked-component';
import { never } from './endpoint-orders';
import type { GithubRig } from './github-contract';

export const noon = Date.parse('2026-01-01T12:00:00.000Z');
/** A check run as GitHub tells it; without a conclusion it is under way. */
export const run = (name: string, conclusion: string | null, at = '2026-01-01T11:59:00Z') => ({
  id: 1, name, at, status: conclusion === null ? 'in_progress' : 'completed', conclusion,
}); // oxfmt-ignore

/** Checks on a clock that the test sets, in minutes after noon. */
export const reader = (github: GithubRig, more: { required?: string[]; branch?: string; within?: string } = {}) => {
  const { required = [], branch = null, within = '30s' } = more;
  const clock = { minutes: 0 };
  const checks = createChecks({ folder: '/', secrets: github.secrets, now: () => noon + clock.minutes * 60_000 });
  const component = checkedComponent(
    {
      kind: 'github',
      api: github.peer.origin,
      repository: 'shop/catalog',
      token: '${secret:GITHUB}',
      within,
      required,
    },
    branch,
  );
  const read = async (signal = never) => {
    const results = await checks.results(component, signal);
    return results.ok ? done(summaries(results.value, required)) : results;
  };
  return { clock, read };
};

/** How often GitHub was asked for an address with this in it. */
export const asked = (github: GithubRig, part: string): number =>
  github.peer.seen.filter(({ url }) => url.includes(part)).length;
