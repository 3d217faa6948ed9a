import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GithubDescription } from './github-description';
import type { Deployment, FakeRun, GithubState, Run } from './github-state';

type Json = Record<string, unknown>;

/** GitHub says empty addresses as empty texts, which its description’s format of an address denies: they are left out. */
const silent = { description: '', log_url: undefined, environment_url: undefined };

const wait = (seconds: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();

/** What a page of a list holds: 30 where it is not said, 100 at most. */
const pageOf = <T>({ searchParams }: URL, all: readonly T[]): readonly T[] => {
  const size = Math.min(Number(searchParams.get('per_page') ?? 30), 100);
  const from = (Number(searchParams.get('page') ?? 1) - 1) * size;
  return all.slice(from, from + size);
};

/** Serves a state as GitHub does, in bodies that are GitHub’s own examples with what matters put in. */
export const serveGithub = async (stateNow: () => GithubState, { example }: GithubDescription) => {
  const deploymentOf = (one: Deployment): Json => {
    const { id, sha, environment, payload } = one;
    return { ...example('deployment-simple-example'), id, sha, ref: sha, environment, payload, created_at: wait(id) };
  };
  const inner = (name: string, list: string): Json => {
    const found: unknown = example(name)[list];
    return Array.isArray(found) ? { ...(found[0] as Json) } : {}; // as: an example of a list holds objects
  };
  const runOf = (run: Run, now: FakeRun): Json => ({
    ...inner('workflow-run-paginated', 'workflow_runs'),
    id: run.id,
    display_title: run.title,
    status: now.status,
    conclusion: now.conclusion ?? null,
    html_url: `https://github.example/runs/${run.id}`,
  });
  const jobsOf = (now: FakeRun): Json[] =>
    (now.jobs ?? []).map((job, at) => ({
      ...inner('job-paginated', 'jobs'),
      id: at + 1,
      // GitHub’s own example lacks it, its description requires it.
      created_at: wait(at),
      ...job,
      conclusion: job.conclusion ?? null,
      steps: (job.steps ?? []).map((step, at) => ({ ...step, conclusion: step.conclusion ?? null, number: at + 1 })),
    }));
  const user = (login: string): Json => ({ ...(example('deployment-simple-example').creator as Json), login }); // as: it is one

  const start = (state: GithubState, inputs: Record<string, string>): Run => {
    const { named, records } = state.workflow;
    const run = {
      id: (state.ids += 1),
      title: named ? `Deploy ${inputs.deployment}` : 'Deploy',
      inputs,
      plan: [...state.runPlan],
    };
    state.runs.unshift(run);
    const last = run.plan.at(-1);
    if (records && last?.conclusion === 'success') {
      state.record(inputs.commit ?? '', 'production', { humdrum: inputs.deployment }, [{ state: 'success' }]);
    }
    return run;
  };

  const answer = (state: GithubState, method: string, url: URL, body: Json): readonly [number, unknown] => {
    const path = url.pathname.replace(/^\/repos\/shop\/catalog/, '');
    const [, , number = ''] = path.split('/');
    const id = Number(/\d+/.exec(path)?.[0] ?? 0);
    if (method === 'POST' && state.refusal)
      return [state.refusal.status, { message: state.refusal.message, documentation_url: 'https://docs.example' }];
    if (path === '/deployments' && method === 'POST') {
      const made = state.record(
        state.deploys(String(body.ref)),
        String(body.environment),
        body.payload,
        [],
        state.plan,
      );
      return [201, deploymentOf(made)];
    }
    if (path === '/deployments') {
      const { searchParams } = url;
      const sha = searchParams.get('sha');
      const found = state.deployments.filter(
        (d) => d.environment === searchParams.get('environment') && (sha === null || d.sha === sha),
      );
      return [200, found.slice(0, Number(searchParams.get('per_page'))).map(deploymentOf)];
    }
    if (path.startsWith('/deployments/')) {
      const found = state.deployments.find((each) => each.id === id);
      if (!found) return [404, { message: 'Not Found' }];
      const next = found.plan.shift();
      if (next) found.statuses.unshift({ ...next, id: (state.ids += 1) });
      return [200, found.statuses.map((status) => ({ ...example('deployment-status-items'), ...silent, ...status }))];
    }
    if (path.startsWith('/environments/')) {
      const rule = {
        id: 1,
        node_id: 'x',
        type: 'required_reviewers',
        reviewers: state.reviewers.map((login) => ({ type: 'User', reviewer: user(login) })),
      };
      return [200, { ...example('environment'), protection_rules: state.reviewers.length === 0 ? [] : [rule] }];
    }
    if (path.endsWith('/dispatches')) {
      const run = start(state, body.inputs as Record<string, string>); // as: the endpoint sends texts, and the description holds it to that
      return state.workflow.says
        ? [
            200,
            { workflow_run_id: run.id, run_url: 'https://github.example/run', html_url: 'https://github.example/run' },
          ]
        : [204, null];
    }
    if (path.startsWith('/actions/workflows/')) {
      return [
        200,
        {
          total_count: state.runs.length,
          workflow_runs: state.runs.map((run) => runOf(run, run.plan[0] ?? { status: 'queued' })),
        },
      ];
    }
    if (path.startsWith('/actions/runs/')) {
      const run = state.runs.find((each) => each.id === id);
      if (!run) return [404, { message: 'Not Found' }];
      if (path.endsWith('/cancel')) {
        state.cancelled.push(id);
        return [202, {}];
      }
      if (path.endsWith('/jobs')) {
        const now = run.plan[0] ?? { status: 'queued' };
        if (run.plan.length > 1) run.plan.shift();
        return [200, { total_count: now.jobs?.length ?? 0, jobs: jobsOf(now) }];
      }
      if (path.endsWith('/pending_deployments')) {
        const reviewers = state.reviewers.map((login) => ({ type: 'User', reviewer: user(login) }));
        return [200, [{ ...example('pending-deployment-items'), environment: { name: 'production' }, reviewers }]];
      }
      return [200, runOf(run, run.plan[0] ?? { status: 'queued' })];
    }
    if (path === '/commits') {
      return [200, state.commits.map(({ sha }) => ({ ...example('commit-items'), sha }))];
    }
    const commit = state.commits.find(({ sha }) => sha === number);
    if (path.endsWith('/check-runs')) {
      const runs = (commit?.runs ?? []).map(({ name, status, conclusion, at }, id) => ({
        ...inner('check-run-paginated', 'check_runs'), id, head_sha: number, name, status, conclusion, started_at: at, completed_at: conclusion === null ? null : at,
      })); // oxfmt-ignore
      return [200, { total_count: runs.length, check_runs: pageOf(url, runs) }];
    }
    if (path.endsWith('/status')) {
      const combined = example('combined-commit-status');
      const all = (commit?.statuses ?? []).map((status, id) => ({
        ...inner('combined-commit-status', 'statuses'), id, ...status,
      })); // oxfmt-ignore
      const statuses = pageOf(url, all);
      return [200, { ...combined, sha: number, state: 'pending', total_count: all.length, statuses }];
    }
    return [404, { message: 'Not Found' }];
  };

  const server = createServer((request, response: ServerResponse) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://localhost');
      const body = text === '' ? {} : (JSON.parse(text) as Json); // as: the endpoint sends objects, and the description holds it to that
      const [status, json] = answer(stateNow(), request.method ?? '', url, body);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(status === 204 ? undefined : JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${port}`, close };
};
