import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { demoOf, servesNow } from './app-board';
import { humdrum } from './app-terminal';

const services = ['catalog', 'basket', 'checkout', 'web'] as const;

/** What the processes of an environment say they are, by service. */
export const runIn = async (data: string, environment: string): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    await Promise.all(
      services.map(async (service) => [service, await servesNow(demoOf(data), environment, service)] as const),
    ),
  );

const entriesSchema = z.object({
  entries: z.array(
    z.object({
      kind: z.string(),
      environment: z.string(),
      component: z.string(),
      deployment: z.string().nullish(),
      release: z.string().nullish(),
      candidate: z.object({ commit: z.string() }).optional(),
      name: z.string().optional(),
      cause: z.string().optional(),
      verdict: z.string().optional(),
      outcome: z.string().optional(),
      scope: z.string().optional(),
      reason: z.string().nullish(),
    }),
  ),
});

/** What an entry of the ledger says, a word a column: of what, which, what, of which release, why. */
export type LedgerRow = readonly [environment: string, component: string, kind: string, what: string, commit: string, release: string, reason: string]; // oxfmt-ignore

/** Everything on the ledger, oldest first, as the terminal prints it. */
export const ledgerEntries = async (data: string, file: string) => {
  const said = await humdrum(data, 'log', '--workspace', file, '--limit', '300', '--json');
  return entriesSchema.parse(JSON.parse(said.out)).entries.reverse();
};

/** What releases left on the ledger, oldest first: their cuts, and all that their deployments wrote. */
export const releaseLedger = async (data: string, file: string): Promise<readonly LedgerRow[]> => {
  const entries = await ledgerEntries(data, file);
  const names = new Map(entries.flatMap((e) => (e.kind === 'cut' && e.release ? [[e.release, e.name ?? '']] : [])));
  const claims = new Map(entries.flatMap((e) => (e.kind === 'claimed' && e.deployment ? [[e.deployment, e]] : [])));
  return entries.flatMap((e): readonly LedgerRow[] => {
    const claim = claims.get(e.deployment ?? '');
    const release = names.get(e.release ?? claim?.release ?? '');
    const outcome = e.outcome && `${e.outcome} ${e.scope === 'environment' ? 'together' : 'alone'}`;
    const what = e.cause ?? e.verdict ?? outcome ?? '';
    const commit = claim?.candidate?.commit.slice(0, 7) ?? '';
    return release === undefined || e.kind === 'sending'
      ? []
      : [[e.environment, e.component || 'all', e.kind, what, commit, release, e.reason ?? '']];
  });
};

const heads: LedgerRow = ['environment', 'component', 'entry', 'what', 'candidate', 'release', 'reason'];

export const ledgerTable = (rows: readonly LedgerRow[]): string => {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n'); // oxfmt-ignore
};

/** The rows that tell what was decided and what went wrong: every try, in its order, and what failed. */
export const storyOf = (rows: readonly LedgerRow[]): readonly string[] =>
  rows.flatMap(([environment, component, kind, what, , release]) =>
    kind === 'cut' || kind === 'claimed' || what.startsWith('failed')
      ? [[release, environment, component, kind === 'claimed' ? what : `${kind} ${what}`.trim()].join(' ')]
      : [],
  );

/** The story of the demo, however it is told: what was cut first ends partly deployed and is put back, what was cut second goes. */
export const storyOfTwo = (first: string, second: string): readonly string[] => [
  `${first} test all cut`,
  ...['catalog', 'basket', 'checkout'].map((component) => `${first} staging ${component} promotion`),
  ...['catalog', 'basket', 'checkout'].map((component) => `${first} production ${component} promotion`),
  `${first} production checkout verification failed together`,
  ...['checkout', 'basket', 'catalog'].map((component) => `${first} production ${component} redeploy`),
  `${second} test all cut`,
  `${second} staging checkout promotion`,
  ...['catalog', 'basket', 'checkout', 'web'].map((component) => `${second} production ${component} promotion`),
];

const checksSchema = z.array(z.record(z.string(), z.string()));

type Git = (...args: readonly string[]) => string;

/** Does something to a component's mainline, as a colleague would in a clone of theirs, and has the checks pass. The new commit. */
export const landOnMainline = (data: string, component: string, change: (git: Git) => unknown): string => {
  const demo = demoOf(data);
  const clone = mkdtempSync(join(tmpdir(), 'humdrum-mend-'));
  const git: Git = (...args) =>
    execFileSync('git', ['-c', 'user.name=Ida', '-c', 'user.email=ida@corner-shop.example', ...args], {
      cwd: clone,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    git('clone', '--quiet', join(demo, 'repositories', `${component}.git`), '.');
    change(git);
    git('push', '--quiet', 'origin', 'HEAD:main');
    const commit = git('rev-parse', 'HEAD');
    const file = join(demo, 'checks', 'results.json');
    const results = checksSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const about = { component, commit, result: 'passed', at: new Date().toISOString() };
    const passed = ['unit tests', 'acceptance'].map((name) => ({ ...about, name }));
    writeFileSync(file, JSON.stringify([...results, ...passed]));
    return commit;
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
};

/** Takes back what only production can't bear: a revert. */
export const mendCheckout = (data: string): string =>
  landOnMainline(data, 'checkout', (git) =>
    git('revert', '--no-edit', git('log', '--format=%H', '--grep=add everything up in one pass', '-1')),
  );
