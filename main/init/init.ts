import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { done, failed, type Failure } from '../../contract/failure';
import type { ProposeInput } from '../../contract/new-workspace';
import type { Workspace } from '../../contract/workspace';
import type { Endpoint } from '../release/ports';
import type { NewWorkspaces, Secrets, Trust, Workspaces } from '../release/record-ports';
import { parserAt } from '../workspace/parse-child';
import { testTargets } from './connect';
import { together, type Findings } from './findings';
import { lookAtArgoCd } from './look-argo-cd';
import { lookAtFolder, titleOf } from './look-folder';
import { lookAtGithub, lookAtGitlab } from './look-forges';
import { lookAtSwarm } from './look-swarm';
import { createLooking, type Looking } from './looking';
import { propose } from './propose';
import { saveNew, textOf } from './write';

export interface InitOptions {
  readonly parserScript: string;
  readonly workspaces: Workspaces;
  readonly trust: Trust;
  readonly secrets: Secrets;
  /** The endpoints of a workspace that is not open. */
  readonly endpointsOf: (workspace: Workspace) => Promise<(kind: string) => Endpoint>;
}

const lookAround = async (input: ProposeInput, base: string, looking: Looking): Promise<Findings> => {
  const { swarm, argoCd, github, githubApi, gitlab, gitlabApi } = input;
  const findings: Findings[] = [];
  for (const folder of input.folders) findings.push(await lookAtFolder(folder, base, looking));
  if (github !== null) findings.push(await lookAtGithub(github, githubApi, looking));
  if (gitlab !== null) findings.push(await lookAtGitlab(gitlab, gitlabApi, looking));
  if (argoCd !== null) findings.push(await lookAtArgoCd(argoCd, looking));
  // Last: a service is told by the name of a component that something else knows.
  if (swarm !== null) findings.push(await lookAtSwarm(swarm, together(findings).components, looking));
  return together(findings);
};

/** Where the file would stand, its folder as it really is; null where there is no such folder. */
const placeOf = async (input: ProposeInput): Promise<string | null> => {
  const file = resolve(input.file ?? join(input.folders[0] ?? '.', 'humdrum.yml'));
  try {
    return join(await realpath(dirname(file)), basename(file));
  } catch {
    return null;
  }
};

/** The app is started wherever it is: what is relative to that is nowhere that a person meant. */
const misplaced = (file: string): Failure | null =>
  isAbsolute(file) ? null : { kind: 'file-unwritable', file, why: 'it is no whole path' };

/** Makes workspace files of what is there; nothing of it is run before somebody has agreed to that. */
export const createInit = ({ parserScript, workspaces, trust, secrets, endpointsOf }: InitOptions): NewWorkspaces => ({
  propose: async (input, signal) => {
    const file = await placeOf(input);
    const folder = input.file ?? input.folders[0] ?? '.';
    if (file === null) return failed({ kind: 'no-such', what: 'folder', name: folder, known: [] });
    const base = dirname(file);
    const looking = createLooking(parserAt(parserScript), secrets, signal);
    const findings = await lookAround(input, base, looking);
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const called = titleOf(resolve(input.folders[0] ?? base));
    const proposed = propose(findings, { name: called, from: 'the folder’s name' });
    if (proposed.components === 0)
      return failed({ kind: 'nothing-to-propose', looked: input.folders, left: proposed.left });
    const read = await workspaces.check(file, textOf(proposed.lines), signal);
    return done({ file, lines: proposed.lines, notes: proposed.left, problem: read.ok ? null : read.failure });
  },
  check: async ({ file, text }, signal) => {
    const wrong = misplaced(file);
    if (wrong) return failed(wrong);
    const read = await workspaces.check(file, text, signal);
    if (!read.ok) return read;
    const { acts, components } = read.value;
    const targets = components.reduce((sum, component) => sum + component.targets.length, 0);
    return done({ acts, components: components.length, targets });
  },
  test: async ({ file, text, hash }, signal, told) => {
    const wrong = misplaced(file);
    if (wrong) return failed(wrong);
    const read = await workspaces.check(file, text, signal);
    if (!read.ok) return read;
    const { acts } = read.value;
    if (acts.hash !== hash) return failed({ kind: 'untrusted', acts: acts.list });
    const trusted = await trust.trust(read.value);
    if (!trusted.ok) return trusted;
    const endpoints = await endpointsOf(read.value);
    const tested = await testTargets(read.value, endpoints, signal, told ? { told } : {});
    return signal.aborted ? failed({ kind: 'cancelled' }) : done(tested);
  },
  save: async ({ file, text }) => {
    const wrong = misplaced(file);
    return wrong ? failed(wrong) : saveNew(file, text);
  },
});
