import { join, resolve } from 'node:path';
import pc from 'picocolors';
import { proposeInput, type Proposal, type TestedTarget, type TextInput } from '../../contract/new-workspace';
import { dataFolder } from '../data-folder';
import { startGit } from '../git/start-git';
import { textOf } from '../init/write';
import { createNewWorkspaces } from '../new-workspace';
import type { NewWorkspaces } from '../release/record-ports';
import { createWorkspaces } from '../workspace/read';
import { createTrust } from '../workspace/trust';
import { agrees } from './agree';
import { complain, print, printJson, say, scripts, version, type ExitCode } from './terminal';
import { createTerminalHost } from './terminal-host';

interface InitOptions {
  readonly write?: string;
  readonly test?: boolean;
  readonly trust?: boolean;
  readonly trustActs?: string;
  readonly json?: boolean;
  readonly swarm?: string;
  readonly argoCd?: string;
  readonly github?: string;
  readonly githubApi?: string;
  readonly gitlab?: string;
  readonly gitlabApi?: string;
}

const openInit = (): NewWorkspaces => {
  const data = dataFolder(process.env, process.platform);
  return createNewWorkspaces({
    data,
    scripts,
    startGit,
    host: createTerminalHost(process.env, version),
    trust: createTrust(join(data, 'trust.json')),
    workspaces: createWorkspaces(scripts.parser),
  });
};

const showTested = ({ component, stage, answers, text }: TestedTarget, at: string): void =>
  say(`${pc.dim(at)} ${answers ? pc.green('✓') : pc.red('✗')} ${component} in ${stage} ${text}`);

/**
 * Asks every target what it runs, once the person has seen what that takes and agreed to just that: nobody can have read beforehand a
 * file that is only now proposed.
 */
const testIn = async (
  init: NewWorkspaces,
  { file, text }: TextInput,
  { trust = false, trustActs }: InitOptions,
  signal: AbortSignal,
) => {
  const checked = await init.check({ file, text }, signal);
  if (!checked.ok) return checked;
  const { hash, list } = checked.value.acts;
  say('Nothing was asked yet. This file may do the following on this machine, in your name:');
  for (const act of list) say(`  ${act}`);
  const agreed =
    trustActs === undefined ? trust && (await agrees('Trust it, and ask every target?')) : trustActs === hash;
  let asked = 0;
  if (agreed)
    return init.test({ file, text, hash }, signal, (target, of) => showTested(target, `${(asked += 1)}/${of}`));
  if (trustActs !== undefined) say('--trust-acts names other acts than these. Nothing was asked.');
  say(`To agree: --trust, which asks at a terminal, or --trust-acts ${hash}`);
  return null;
};

/** Proposes a workspace file; prints it, and with `--write` keeps it. Exit code 1: nothing proposed, tested or written. */
export const init = async (folders: readonly string[], options: InitOptions): Promise<ExitCode> => {
  const { write, test = false, json = false, ...sources } = options;
  const file = write === undefined ? null : resolve(write);
  const input = proposeInput.safeParse({ ...sources, folders: folders.length > 0 ? folders : ['.'], file });
  if (!input.success) {
    say(input.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    return 2;
  }
  const make = openInit();
  const { signal } = new AbortController();
  const proposed = await make.propose(input.data, signal);
  if (!proposed.ok) return complain(proposed.failure);
  const proposal: Proposal = proposed.value;
  const text = textOf(proposal.lines);
  if (!json) {
    print(text.trimEnd());
    for (const note of proposal.notes) say(`${pc.yellow('note')} ${note}`);
  }
  const tested =
    test && proposal.problem === null ? await testIn(make, { file: proposal.file, text }, options, signal) : undefined;
  if (json) printJson({ format: 1, ...proposal, text, targets: tested?.ok === true ? tested.value : null });
  if (proposal.problem !== null) return complain(proposal.problem);
  if (tested?.ok === false) return complain(tested.failure);
  if (tested === null) return 1;
  if (write === undefined) return 0;
  const saved = await make.save({ file: proposal.file, text });
  if (!saved.ok) return complain(saved.failure);
  say(`Written: ${proposal.file}. Read it, and open it with humdrum status --workspace ${proposal.file}`);
  return 0;
};
