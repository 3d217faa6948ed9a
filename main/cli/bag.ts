import type { Judgement } from '../../contract/insights';
import { nameOf } from '../../contract/commit';
import { judge } from '../release/insights/judge';
import { knownDeployments } from '../release/on-record/known-deployments';
import { byId } from './short-id';
import { complain, print, printJson, withWorkspace, type Common, type ExitCode } from './terminal';

export interface JudgeOptions extends Common {
  readonly reason?: string;
}

const said: Readonly<Record<Judgement, string>> = {
  confirmed: 'Confirmed: it was a brown-paper-bag release',
  dismissed: 'Dismissed: it was no brown-paper-bag release',
};

/** Says of a deployment, named by the first characters of its id, whether it was a brown-paper-bag release. */
export const judgeInTerminal = async (name: string, judgement: Judgement, options: JudgeOptions): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const found = byId('deployment', name, knownDeployments(session));
    if (!found.ok) return complain(found.failure);
    const { id: deployment, component, stage, candidate } = found.value;
    const reason = options.reason ?? '';
    const judged = await judge(session, { deployment, judgement, reason });
    if (!judged.ok) return complain(judged.failure);
    if (options.json) printJson({ format: 1, deployment, component, stage, judgement, reason: reason.trim() });
    else print(`${said[judgement]} (${component} ${nameOf(candidate)} in ${stage}).`);
    return 0;
  });
