import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { commitSchema, type Commit } from '../../contract/commit';
import type { Draft, Entry } from '../../contract/entry';
import { candidate, signed, uuid } from './entries';

export interface LargeHistory {
  readonly components: readonly { readonly name: string; readonly repository: string }[];
  /** Five an deployment, of one environment, in the order of time. */
  readonly entries: readonly Entry[];
}

/** Between two changes: a thousand deployments are a year. */
const betweenMs = 4 * 3_600_000;
/** One in so many deployments is found bad. */
export const badOneIn = 17;
export const changesEach = 2;

/** Commits on a line, made by git itself from a stream; oldest first. */
const line = (repository: string, count: number, firstMs: number): readonly Commit[] => {
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', repository]);
  const commits = Array.from({ length: count }, (_, n) => {
    const at = Math.floor(firstMs / 1000) + (n * betweenMs) / 1000;
    const text = `feat: ${n}`;
    return `commit refs/heads/main\ncommitter A <a@shop.example> ${at} +0000\ndata ${text.length}\n${text}\nM 644 inline f${n % 50}\ndata ${String(n).length}\n${n}\n`;
  });
  execFileSync('git', ['-C', repository, 'fast-import', '--quiet'], { input: commits.join('\n') });
  const listed = execFileSync('git', ['-C', repository, 'rev-list', '--reverse', 'main'], { maxBuffer: 2 ** 26 });
  return listed.toString().trim().split('\n').map((id) => commitSchema.parse(id)); // oxfmt-ignore
};

/** So many components, each deployed so often, each time with two changes. */
export const makeLargeHistory = (folder: string, count: number, deployments: number, firstMs: number): LargeHistory => {
  let n = 0;
  const built = Array.from({ length: count }, (_, c) => {
    const name = `c${c}`;
    const repository = join(folder, `${name}.git`);
    const ids = line(repository, deployments * changesEach, firstMs);
    const drafts = Array.from({ length: deployments }, (_d, d): readonly Draft[] => {
      const to = ids[(d + 1) * changesEach - 1];
      if (to === undefined) throw new Error('a commit is missing');
      const about = { environment: 'production', component: name, deployment: uuid((n += 1)) };
      const bad = d % badOneIn === 0;
      return [
        { ...about, kind: 'claimed', promotion: uuid(n + 500_000), stage: 'production', candidate: candidate(to, name), from: ids[d * changesEach - 1] ?? null, cause: 'promotion', reason: null, overrides: [], changes: changesEach, release: null },
        { ...about, kind: 'sending' },
        { ...about, kind: 'verdict', verdict: 'deployed', observed: to, text: '' },
        { ...about, kind: 'verification', scope: 'component', commit: to, set: {}, outcome: bad ? 'failed' : 'passed', results: [] },
        { ...about, kind: 'verification', scope: 'environment', commit: to, set: { [name]: to }, outcome: 'void', results: [] },
      ]; // oxfmt-ignore
    });
    const entries = signed(drafts.flat()).map((entry, i) => ({
      ...entry,
      id: uuid(1_000_000 + c * deployments * 5 + i),
      at: new Date(firstMs + (Math.floor(i / 5) + 1) * changesEach * betweenMs + i).toISOString(),
    }));
    return { name, repository, entries };
  });
  const entries = built.flatMap((one) => one.entries).sort((a, b) => a.at.localeCompare(b.at));
  // One environment has one claim at a time: each deployment's five stand together.
  const byDeployment = new Map<string, Entry[]>();
  for (const entry of entries)
    if ('deployment' in entry && entry.deployment !== null) byDeployment.set(entry.deployment, [...(byDeployment.get(entry.deployment) ?? []), entry]); // oxfmt-ignore
  return { components: built, entries: [...byDeployment.values()].flat() };
};
