import { createHash } from 'node:crypto';
import { candidateContents, type Candidate } from '../../../contract/candidate';
import { nameOf, type Commit } from '../../../contract/commit';
import { entrySchema, type Entry, type TestResult } from '../../../contract/entry';
import { changesBetween, mainlineOf } from '../history/describe';
import type { WrittenRepository } from '../repositories';
import { recordedAtFirstSight } from '../shop/first-sight';
import { environments, type DemoEnvironment, type Service } from '../shop/ports';
import { passedChecks } from './checks';
import { autoFrom, releases, type Failing, type Release } from './plan';

type Repositories = ReadonlyMap<string, WrittenRepository>;
type Deploy = Extract<Release, { type: 'deploy' }>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An id that is the same at every build. */
export const uuidOf = (...parts: readonly (string | number)[]): string =>
  sha256(parts.join('\n')).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

const repositoryOf = (all: Repositories, component: string): WrittenRepository => {
  const found = all.get(component);
  if (!found) throw new Error(`the demo has no ${component}`);
  return found;
};

export const candidateAt = (repository: WrittenRepository, mark: number): Candidate => {
  const contents = { component: repository.name, commit: repository.commit(mark), artifact: null, config: null };
  return { id: sha256(candidateContents(contents)), ...contents, version: repository.version(mark) };
};

/** What went to dev by itself: mainline's candidates with passed checks, up to the one that is recorded there. */
const automatic = (repository: WrittenRepository): readonly Deploy[] => {
  const component = repository.name as Service; // as: the demo's repositories are its services
  const line = mainlineOf(repository.story);
  const last = line.indexOf(repository.mark(recordedAtFirstSight[component].dev));
  return line.slice(0, last + 1).flatMap((mark): readonly Deploy[] => {
    const commit = repository.story.commits[mark - 1];
    if (!commit || commit.at < autoFrom || !passedChecks(repository, mark)) return [];
    const { at, by } = commit;
    const common = { type: 'deploy', environment: 'dev', cause: 'auto', reason: null, overrides: [] } as const;
    return [{ ...common, component, at: at + 5 * 60_000, by, to: `:${mark}`, fails: null }];
  });
};

const test = (name: string, ms: number, fails: Failing | null): TestResult =>
  fails?.name === name ? { name, passed: false, text: fails.text, ms } : { name, passed: true, text: 'passed', ms };

const componentTests: Readonly<Record<Service, readonly string[]>> = {
  catalog: ['answers', 'lists products'],
  basket: ['answers'],
  checkout: ['answers'],
  web: ['answers', 'shows the shop'],
};

type Fresh<E> = E extends Entry
  ? Omit<E, 'format' | 'id' | 'at' | 'by' | 'machine' | 'environment' | 'component'>
  : never;

/** One environment's entries, oldest first: valid by the contract, and in the order that the real thing writes them. */
const environmentEntries = (all: Repositories, environment: DemoEnvironment, plan: readonly Release[]): Entry[] => {
  const runs = new Map<string, Commit>();
  const markOf = (r: WrittenRepository, to: string): number => (to.startsWith(':') ? Number(to.slice(1)) : r.mark(to));
  const entries: Entry[] = [];
  let clock = 0;

  const add = (release: Release, afterMs: number, fresh: Fresh<Entry>): void => {
    clock += afterMs;
    const { component, by } = release;
    const entry = {
      format: 1,
      id: uuidOf('entry', environment, entries.length),
      at: new Date(clock).toISOString(),
      by: { name: by.name, email: by.email },
      machine: by.machine,
      environment,
      component,
      ...fresh,
    };
    entries.push(entrySchema.parse(entry));
  };

  const deploy = (release: Deploy): void => {
    const { component, to, cause, reason, overrides, fails } = release;
    const repository = repositoryOf(all, component);
    const mark = markOf(repository, to);
    const candidate = candidateAt(repository, mark);
    const { commit } = candidate;
    const from = runs.get(component) ?? null;
    const left = from === null ? null : repository.markOf(from);
    const changes =
      cause === 'rollback' && left !== null
        ? changesBetween(repository.story, mark, left)
        : changesBetween(repository.story, left, mark);
    const nth = entries.length;
    const deployment = uuidOf('deployment', environment, nth);
    const promotion = uuidOf('promotion', environment, nth);
    const took = 700 + (Number.parseInt(deployment.slice(0, 4), 16) % 1900);
    const claim = {
      kind: 'claimed',
      deployment,
      promotion,
      stage: environment,
      candidate,
      from,
      cause,
      reason,
      release: null,
    } as const;
    add(release, 0, { ...claim, overrides: [...overrides], changes });
    add(release, 0, { kind: 'sending', deployment });
    if (cause === 'rollback' && from !== null) {
      add(release, 0, { kind: 'rejected', commit: from, reason: reason ?? '' });
      add(release, 0, { kind: 'held', reason: reason ?? '' });
    }
    const text = `${environment} runs ${component} ${nameOf(candidate)}.`;
    add(release, took, { kind: 'verdict', deployment, verdict: 'deployed', observed: commit, text });
    runs.set(component, commit);
    const verified = (scope: Failing['scope'], set: Readonly<Record<string, Commit>>, results: TestResult[]): void => {
      const outcome = fails?.scope === scope ? 'failed' : 'passed';
      add(release, 300, { kind: 'verification', scope, deployment, commit, set: { ...set }, outcome, results });
    };
    const own = componentTests[component].map((name, i) => test(name, 9 + ((took + i * 7) % 30), fails));
    verified('component', { [component]: commit }, own);
    if (environment === 'dev' || fails?.scope === 'component') return;
    verified('environment', Object.fromEntries(runs), [test('places an order', 110 + (took % 140), fails)]);
  };

  for (const release of plan) {
    // One claim at a time: who came early waits for the one before.
    clock = Math.max(release.at, clock + 1000);
    if (release.type === 'deploy') deploy(release);
    else if (release.type === 'adopted') {
      const repository = repositoryOf(all, release.component);
      const commit = repository.commit(repository.mark(release.to));
      runs.set(release.component, commit);
      add(release, 0, { kind: 'adopted', commit, reason: release.reason });
    } else if (release.type === 'locked') add(release, 0, { kind: 'locked', reason: release.reason, expires: null });
    else add(release, 0, { kind: release.type, reason: release.reason });
  }
  return entries;
};

/** The ledger's past: environment → entries, oldest first. */
export const pastEntries = (all: Repositories): ReadonlyMap<DemoEnvironment, readonly Entry[]> => {
  const plan = [...releases, ...[...all.values()].flatMap(automatic)].sort((a, b) => a.at - b.at);
  return new Map(
    environments.map((e) => [e, environmentEntries(all, e, plan.filter((r) => r.environment === e))]), // oxfmt-ignore
  );
};
