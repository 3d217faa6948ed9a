import { test as base } from '@playwright/test';
import type { GitlabEndpoint } from '../../contract/endpoint-kinds/gitlab';
import type { Target } from '../../contract/workspace';
import { createGitlabEndpoint } from '../../main/endpoints/gitlab/gitlab-endpoint';
import type { Endpoint } from '../../main/release/ports';
import type { Secrets } from '../../main/release/record-ports';
import { json, startPeer, type Peer, type Seen } from './endpoint-http';
import { targetOf } from './endpoint-orders';

type Answer = Peer['answer'];

interface Pipeline {
  readonly id: number;
  readonly sha: string;
  readonly status: string;
  readonly ref: string;
  readonly updated_at: string;
}

interface Job {
  readonly id: number;
  readonly pipeline: number;
  readonly name: string;
  status: string;
  trace: string;
  /** How it will go once it is played: one state more each time somebody looks. */
  plan: { status: string; says: string }[];
}

/** What a GitLab of ours remembers and does, by GitLab’s documentation; each test sets it up anew. */
export class GitlabState {
  ids = 100;
  pipelines: Pipeline[] = [];
  jobs: Job[] = [];
  /** By name. */
  environments: { id: number; name: string; state: string; last: { sha: string; status: string } | null }[] = [];
  cancelled: number[] = [];
  plan: readonly { status: string; says: string }[] = [{ status: 'success', says: '' }];
  /** Whether a job that ends well is recorded as a deployment. */
  records = true;
  unplayable = false;

  pipeline(sha: string, status = 'success', ref = 'main', updated_at = '2026-01-01T00:00:00.000Z'): Pipeline {
    const pipeline = { id: (this.ids += 1), sha, status, ref, updated_at };
    this.pipelines.unshift(pipeline);
    return pipeline;
  }

  job(pipeline: Pipeline, name: string, status: string): Job {
    const job = { id: (this.ids += 1), pipeline: pipeline.id, name, status, trace: '', plan: [] };
    this.jobs.unshift(job);
    return job;
  }

  runs(sha: string, status = 'success'): void {
    this.environments = [{ id: 7, name: 'production', state: 'available', last: { sha, status } }];
  }
}

const shaOf = (state: GitlabState, job: Job): string =>
  state.pipelines.find(({ id }) => id === job.pipeline)?.sha ?? '';

const jobOf = (state: GitlabState, job: Job) => ({
  id: job.id,
  name: job.name,
  status: job.status,
  web_url: `https://gitlab.example/jobs/${job.id}`,
  commit: { id: shaOf(state, job) },
  user: job.status === 'manual' ? null : { name: 'Ada' },
  failure_reason: job.status === 'failed' ? 'script_failure' : null,
});

const advance = (state: GitlabState, job: Job): void => {
  const next = job.plan.shift();
  if (!next) return;
  job.status = next.status;
  job.trace += next.says;
  if (next.status === 'success' && state.records) state.runs(shaOf(state, job));
};

const found = (value: unknown): Answer =>
  value === undefined ? json(404, { message: '404 Not found' }) : json(200, value);

const answerJob = (state: GitlabState, job: Job, verb: string): Answer => {
  if (verb === '') {
    advance(state, job);
    return found(jobOf(state, job));
  }
  if (verb === 'trace')
    return (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(job.trace);
  if (verb === 'cancel') {
    state.cancelled.push(job.id);
    return json(201, { ...jobOf(state, job), status: 'canceled' });
  }
  const from = verb === 'play' ? ['manual'] : ['success', 'failed', 'canceled'];
  if (!from.includes(job.status)) return json(400, { message: '400 Bad request - Unplayable Job' });
  const begun = verb === 'play' ? job : { ...job, id: (state.ids += 1), trace: '' };
  if (begun !== job) state.jobs.unshift(begun);
  begun.status = 'pending';
  begun.plan = [...state.plan];
  return state.unplayable ? json(400, { message: '400 Bad request - Unplayable Job' }) : json(201, jobOf(state, begun));
};

const answer = (state: GitlabState, { method, url }: Seen): Answer => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const prefix = '/api/v4/projects/shop%2Fcatalog';
  if (!pathname.startsWith(prefix)) return json(404, { message: '404 Project Not Found' });
  const path = pathname.slice(prefix.length);
  const [, kind, id = '', more = ''] = path.split('/');
  if (path === '') return found({ id: 1, default_branch: 'main' });
  if (kind === 'pipelines' && id === '') {
    const of = (key: 'sha' | 'ref') => (one: Pipeline) =>
      searchParams.get(key) === null || one[key] === searchParams.get(key);
    const all = state.pipelines.filter(of('sha')).filter(of('ref'));
    return found(
      all
        .slice(0, Number(searchParams.get('per_page')))
        .map((one) => ({ ...one, web_url: `https://gitlab.example/${one.id}` })),
    );
  }
  if (kind === 'pipelines') {
    const all = state.jobs.filter(({ pipeline }) => pipeline === Number(id));
    // Of jobs of one name only the newest is listed.
    const newest = all.filter((job, at) => all.findIndex(({ name }) => name === job.name) === at);
    return found(newest.map((job) => jobOf(state, job)));
  }
  if (kind === 'jobs') {
    const job = state.jobs.find((each) => each.id === Number(id));
    if (!job) return found(undefined);
    if ((method === 'POST') !== ['play', 'retry', 'cancel'].includes(more))
      return json(405, { error: '405 Not Allowed' });
    return answerJob(state, job, more);
  }
  if (kind === 'environments' && id === '')
    return found(
      state.environments
        .filter(({ name }) => name === searchParams.get('name'))
        .map(({ id, name, state }) => ({ id, name, state })),
    );
  const environment = state.environments.find((each) => each.id === Number(id));
  return found(environment && { ...environment, last_deployment: environment.last });
};

export const token = 'glpat-hunter2hunter2';

export interface GitlabRig {
  readonly peer: Peer;
  readonly state: GitlabState;
  /** What stands in for an answer; null: GitLab answers. `cut`: it hears the request, and its answer is lost. */
  fault: (method: string, path: string) => Answer | 'cut' | null;
  readonly secrets: Secrets;
  readonly endpoint: Required<Endpoint>;
  readonly target: (config?: Partial<GitlabEndpoint>, more?: Partial<Target>) => Target;
}

export const test = base.extend<{ gitlab: GitlabRig }>({
  gitlab: async ({}, use) => {
    const state = new GitlabState();
    const peer = await startPeer((request, response, socket) => {
      const fault = rig.fault(request.method, request.url);
      if (fault !== null && fault !== 'cut') return fault(request, response, socket);
      if (request.headers['private-token'] !== token)
        return json(401, { message: '401 Unauthorized' })(request, response, socket);
      const given = answer(state, request);
      return fault === 'cut' ? void socket.resetAndDestroy() : given(request, response, socket);
    });
    const secrets: Secrets = {
      get: async (name, origin) => (name === 'GITLAB' && origin === peer.origin ? token : null),
    };
    const rig: GitlabRig = {
      peer,
      state,
      fault: () => null,
      secrets,
      endpoint: createGitlabEndpoint({
        secrets,
        now: () => new Date().toISOString(),
        everyMs: 5,
        deployWithinMs: 1000,
      }),
      target: (config = {}, more = {}) =>
        targetOf(
          {
            kind: 'gitlab',
            api: `${peer.origin}/api/v4`,
            project: 'shop/catalog',
            environment: '${environment}',
            token: '${secret:GITLAB}',
            job: 'deploy ${environment}',
            within: '30s',
            ...config,
          },
          { environment: 'production', stage: 'production', ...more },
        ),
    };
    await use(rig);
    await peer.close();
  },
});
