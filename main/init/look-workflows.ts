import { join } from 'node:path';
import { placeholderIn, type Findings, type FoundComponent, type FoundTarget, type Value } from './findings';
import { entriesOf, keyIn, pathFrom, textIn, type Looking, type Place } from './looking';
import { listInside, readInside } from './read-inside';

const mostFiles = 50;

/** `owner/name` of a repository on github.com; null for one elsewhere. */
export const slugOnGithub = (repository: string): string | null =>
  /^(?:https:\/\/github\.com\/|(?:ssh:\/\/)?git@github\.com[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
    repository,
  )?.[1] ?? null;

/** Names of what starts a workflow: `on: push`, `on: [push]` or `on: { push: … }`. */
const startsOn = (workflow: unknown): readonly string[] => {
  const on = keyIn(workflow, 'on');
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on.map(String) : entriesOf(on).map(([name]) => name);
};

/** What an order starts it with; null: a deployment is created, and whoever listens carries it out. */
const dispatchOf = (workflow: unknown, file: string): { readonly [key: string]: Value } | null => {
  const inputs = entriesOf(keyIn(workflow, 'on', 'workflow_dispatch', 'inputs')).map(([name]) => name);
  // GitHub refuses inputs that a workflow does not name.
  return inputs.includes('commit') && inputs.includes('deployment') ? { file } : null;
};

const environmentOf = (job: unknown): { readonly name: string; readonly url: string | null } | null => {
  const name = textIn(job, 'environment') ?? textIn(job, 'environment', 'name');
  const url = textIn(job, 'environment', 'url');
  return name === null ? null : { name, url: url !== null && /^https?:\/\/[^\s${}]+$/.test(url) ? url : null };
};

/** The environments that a repository's GitHub workflows name. */
export const lookAtWorkflows = async (
  place: Place,
  folder: string,
  component: FoundComponent,
  { yaml }: Looking,
): Promise<Findings> => {
  const workflows = join(folder, '.github', 'workflows');
  const names = (await listInside(place.root, workflows)).map(({ name }) => name).filter((n) => /\.ya?ml$/.test(n));
  const repository = slugOnGithub(component.repository);
  const targets: FoundTarget[] = [];
  const left: string[] = [];
  for (const file of names.slice(0, mostFiles)) {
    const label = pathFrom(place.base, join(workflows, file));
    const read = await readInside(place.root, join(workflows, file));
    if (read.kind === 'left') left.push(`${label}: ${read.why}`);
    // Most workflows deploy nothing: parsing one takes a process.
    if (read.kind !== 'text' || !/^[ \t]+environment[ \t]*:/m.test(read.text)) continue;
    const parsed = await yaml(read.text);
    if ('why' in parsed) {
      left.push(`${label}: ${parsed.why}`);
      continue;
    }
    const workflow = dispatchOf(parsed.value, file);
    const heard = workflow !== null || startsOn(parsed.value).includes('deployment');
    for (const [job, keys] of entriesOf(keyIn(parsed.value, 'jobs'))) {
      const environment = environmentOf(keys);
      const from = `${label}, job ${job}`;
      if (environment === null) continue;
      const placeholder = placeholderIn(environment.name, file);
      if (environment.name.includes('${{'))
        left.push(`${from}: its environment ${environment.name} is made up when it runs`);
      else if (placeholder !== null) left.push(`${from}: ${placeholder}`);
      else if (repository === null) left.push(`${from}: ${component.repository} is no repository of github.com`);
      else {
        targets.push({
          component,
          environment: environment.name,
          endpoint: {
            kind: 'github',
            repository,
            environment: environment.name,
            token: '${secret:GITHUB_TOKEN}',
            ...(workflow === null ? {} : { workflow }),
          },
          health: environment.url,
          from,
        });
        if (!heard)
          left.push(
            `${from}: nothing starts it for a deployment; give it on: deployment, or on: workflow_dispatch with the inputs commit and deployment`,
          );
      }
    }
  }
  return { components: [], targets, left };
};
