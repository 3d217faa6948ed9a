import { milliseconds } from '../../../contract/duration';
import type { PlaceholderValues } from '../../../contract/placeholders';
import type { Target } from '../../../contract/workspace';
import type { Kept } from '../../http/forge';
import type { Endpoint } from '../../release/ports';
import { readRecord, recordAddress, type ForgeOptions } from '../forge-record';
import { orderValues, targetValues } from '../target-values';
import { deployByRecord } from './deployment';
import { findByRun, findRecord } from './find';
import { configOf, githubOf } from './github-api';
import { observeRecord } from './observe';
import { deployByWorkflow } from './workflow';

/** Deployments of GitHub: recorded for whoever carries them out, or carried out by a workflow that is started. */
export const createGithubEndpoint = ({
  secrets,
  now,
  everyMs = 3000,
  deployWithinMs: postMs,
}: ForgeOptions): Required<Endpoint> => {
  const kept: Kept = new Map();
  const at = (target: Target, values: PlaceholderValues) =>
    githubOf(configOf(target), { values, secrets, kept, postMs });
  return {
    deploy: (order, signal) => {
      const { workflow, environment, within } = configOf(order.target);
      const github = at(order.target, orderValues(order));
      const times = { everyMs, withinMs: milliseconds(within) };
      return workflow
        ? deployByWorkflow(github, order, workflow, times, signal)
        : deployByRecord(github, order, environment, times, signal);
    },
    find: (order, signal) => {
      const { workflow } = configOf(order.target);
      const github = at(order.target, orderValues(order));
      return workflow ? findByRun(github, workflow, order, signal) : findRecord(github, order, signal);
    },
    observe: async (target, signal) => {
      const { workflow, observe } = configOf(target);
      const github = at(target, targetValues(target));
      const record = (): ReturnType<typeof observeRecord> => observeRecord(github, workflow, signal);
      return { readAt: now(), outcome: await readRecord(target, observe, record, secrets, signal) };
    },
    address: (target) => recordAddress(target, configOf(target)),
  };
};
