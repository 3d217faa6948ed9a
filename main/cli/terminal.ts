import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import pc from 'picocolors';
import { explain } from '../../contract/explain';
import type { Failure, Result } from '../../contract/failure';
import type { Snapshot } from '../../contract/snapshot';
import type { Engine } from '../api/engine';
import { dataFolder } from '../data-folder';
import type { Session } from '../release/session';
import type { Scripts } from '../scripts';
import { createEngine } from '../workspace-engine';
import { createTerminalHost } from './terminal-host';
import { terminalText } from './terminal-text';

/** 0 done · 1 not done · 2 usage · 3 unknown verdict. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Common {
  readonly workspace?: string;
  readonly json?: boolean;
  readonly trust?: boolean;
}

export const version = '0.1.0';

export const print = (text: string): void => void process.stdout.write(`${terminalText(text)}\n`);
/** For programs: every text as it is. */
export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
/** Progress and complaints: never on stdout. */
export const say = (line: string): void => void process.stderr.write(`${terminalText(line)}\n`);

export const complain = (failure: Failure): ExitCode => {
  const w = explain(failure);
  say(`${pc.bold(w.title)}. ${w.what}\n${w.untouched} ${w.next}`);
  return 1;
};

/** The built processes stand beside this one. */
export const scripts: Scripts = {
  supervisor: join(__dirname, 'supervisor.cjs'),
  parser: join(__dirname, 'parse-workspace.cjs'),
  gitStarter: join(__dirname, 'git-starter.cjs'),
};

/** The file named, else the nearest humdrum.yml upwards. */
const findWorkspace = (named: string | undefined): string => {
  if (named !== undefined) return resolve(named);
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const file = join(folder, 'humdrum.yml');
    if (existsSync(file) || dirname(folder) === folder) return file;
  }
};

export interface Opened {
  readonly engine: Engine;
  readonly session: Session;
  readonly snapshot: Snapshot;
}

const trusted = async (engine: Engine, session: Session, trust: boolean): Promise<Result<null>> => {
  const { workspace, ports } = session;
  if (ports.trust.isTrusted(workspace)) return { ok: true, value: null };
  if (!trust) {
    say('This workspace is not trusted yet: nothing it names is run or reached. Trust it with --trust after reading:');
    const agreed = ports.trust.agreed?.(workspace) ?? null;
    for (const act of workspace.acts.list) say(`  ${agreed?.includes(act) === false ? 'new: ' : ''}${act}`);
    return { ok: true, value: null };
  }
  return engine.trust(workspace.acts.hash);
};

const withEngine = async (
  options: Common,
  work: (engine: Engine, session: Session) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const engine = await createEngine({
    file: findWorkspace(options.workspace),
    data: dataFolder(process.env, process.platform),
    scripts,
    host: createTerminalHost(process.env, version),
    live: false,
  });
  try {
    const session = engine.session();
    return session.ok ? await work(engine, session.value) : complain(session.failure);
  } finally {
    await engine.close();
  }
};

/** Opens the workspace for its ledger alone: nothing that it names is run, reached or cloned, so nobody's trust is needed. */
export const withLedger = (options: Common, work: (session: Session) => Promise<ExitCode>): Promise<ExitCode> =>
  withEngine(options, (_, session) => work(session));

/** Opens the workspace, reads the world once, does the work, and closes. */
export const withWorkspace = (options: Common, work: (opened: Opened) => Promise<ExitCode>): Promise<ExitCode> =>
  withEngine(options, async (engine, session) => {
    const trust = await trusted(engine, session, options.trust ?? false);
    if (!trust.ok) return complain(trust.failure);
    await engine.refresh();
    const snapshot = engine.feed.last();
    if (!snapshot) return complain({ kind: 'cancelled' });
    for (const problem of snapshot.problems) complain(problem);
    return work({ engine, session, snapshot });
  });
