import { z } from 'zod';
import type { GithubEndpoint } from '../../../contract/endpoint-kinds/github';
import type { Failure } from '../../../contract/failure';
import type { Order } from '../../release/ports';
import type { Progress } from '../../release/receipt';
import { follow, type Look } from '../follow';
import type { Github } from './github-api';
import { cancelRun, findRun, looksAtRun } from './run';

export type Workflow = NonNullable<GithubEndpoint['workflow']>;

/** Since February 2026 GitHub says which run it has started, where it is asked to; older servers answer 204 and nothing. */
const startedShape = z.object({ workflow_run_id: z.number().int() }).nullable();

export const noSuchName = (file: string): Failure => ({
  kind: 'endpoint-nonsense',
  where: file,
  expected: 'a run that is named after the order: run-name: ${{ inputs.deployment }}',
  said: 'no run has it in its name',
});

/** Starts a workflow for an order and follows its run. */
export async function* deployByWorkflow(
  github: Github,
  order: Order,
  { file, ref, inputs }: Workflow,
  times: { readonly everyMs: number; readonly withinMs: number },
  signal: AbortSignal,
): AsyncGenerator<Progress, void, undefined> {
  yield { type: 'step', text: `Starting the workflow ${file} at ${github.api}` };
  const path = `${github.repository}/actions/workflows/${encodeURIComponent(file)}/dispatches`;
  const given = { ...inputs, commit: '${candidate.commit}', deployment: '${deployment.id}' };
  const started = await github.post(path, { ref, inputs: given, return_run_details: true }, startedShape, signal);
  if (!started.ok) {
    const kind = started.sent ? 'unclear' : 'refused';
    return yield { type: 'receipt', receipt: { kind, failure: started.failure } };
  }
  let run = started.value?.workflow_run_id ?? null;
  let look = run === null ? null : looksAtRun(github, run);
  const lookOrFind = async (signal: AbortSignal): Promise<Look> => {
    if (look) return look(signal);
    const found = await findRun(github, file, order.id, signal);
    if (!found.ok) return { kind: 'unreadable', failure: found.failure };
    if (found.value === null) return { kind: 'unreadable', failure: noSuchName(file) };
    run = found.value.id;
    look = looksAtRun(github, run);
    return look(signal);
  };
  const stop = (signal: AbortSignal): Promise<string> =>
    run === null
      ? Promise.resolve('It takes too long, and GitHub does not say which run it is')
      : cancelRun(github, run, signal);
  yield* follow({ where: `workflow ${file}`, look: lookOrFind, stop, ...times }, signal);
}
