import { milliseconds } from '../../../contract/duration';
import type { PlaceholderValues } from '../../../contract/placeholders';
import type { Target } from '../../../contract/workspace';
import type { Kept } from '../../http/forge';
import type { Endpoint } from '../../release/ports';
import { recordAddress, readRecord, type ForgeOptions } from '../forge-record';
import { orderValues, targetValues } from '../target-values';
import { configOf, gitlabOf } from './gitlab-api';
import { observeEnvironment } from './observe';
import { deployByJob, findJob } from './play';

/** Environments of GitLab: the manual job of a candidate's pipeline deploys. */
export const createGitlabEndpoint = ({
  secrets,
  now,
  everyMs = 3000,
  deployWithinMs: postMs,
}: ForgeOptions): Required<Endpoint> => {
  const kept: Kept = new Map();
  const at = (target: Target, values: PlaceholderValues) =>
    gitlabOf(configOf(target), { values, secrets, kept, postMs });
  return {
    deploy: (order, signal) => {
      const times = { everyMs, withinMs: milliseconds(configOf(order.target).within) };
      return deployByJob(at(order.target, orderValues(order)), order, times, signal);
    },
    find: (order, signal) => findJob(at(order.target, orderValues(order)), order, signal),
    observe: async (target, signal) => {
      const gitlab = at(target, targetValues(target));
      const record = (): ReturnType<typeof observeEnvironment> => observeEnvironment(gitlab, signal);
      return { readAt: now(), outcome: await readRecord(target, configOf(target).observe, record, secrets, signal) };
    },
    address: (target) => recordAddress(target, configOf(target)),
  };
};
