import { z } from 'zod';
import type { Github } from './github-api';

const reviewers = z
  .array(
    z.object({
      reviewer: z.object({ login: z.string().optional(), name: z.string().nullish() }).optional(),
    }),
  )
  .default([]);

const environmentShape = z.object({
  protection_rules: z.array(z.object({ type: z.string(), reviewers: reviewers.optional() })).default([]),
});

const pendingShape = z.array(z.object({ environment: z.object({ name: z.string().optional() }), reviewers }));

const anyOf = (list: z.infer<typeof reviewers>): string => {
  const names = list.flatMap(({ reviewer }) => reviewer?.login ?? reviewer?.name ?? []);
  return names.length === 0 ? 'somebody' : names.join(' or ');
};

/** Who has to say yes before a deployment goes out, by the rules of the environment; null where nobody has to, or it can't be read. */
export const whoMustAgree = async (github: Github, signal: AbortSignal): Promise<string | null> => {
  const path = `${github.repository}/environments/${encodeURIComponent(github.environment)}`;
  const told = await github.get(path, environmentShape, signal);
  const rule = told.ok ? told.value.protection_rules.find(({ type }) => type === 'required_reviewers') : undefined;
  return rule ? `${github.environment} needs a yes from ${anyOf(rule.reviewers ?? [])}` : null;
};

/** Who has to say yes before a run of a workflow goes on. */
export const whatRunWaitsFor = async (github: Github, run: number, signal: AbortSignal): Promise<string | null> => {
  const told = await github.get(`${github.repository}/actions/runs/${run}/pending_deployments`, pendingShape, signal);
  if (!told.ok || told.value.length === 0) return null;
  return told.value
    .map(
      ({ environment, reviewers }) => `${environment.name ?? github.environment} needs a yes from ${anyOf(reviewers)}`,
    )
    .join(', ');
};
