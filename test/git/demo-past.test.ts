import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Entry } from '../../contract/entry';
import { ancestors } from '../../main/demo/history/describe';
import { checksOf } from '../../main/demo/releases/checks';
import { pastEntries } from '../../main/demo/releases/entries';
import type { WrittenRepository } from '../../main/demo/repositories';
import { recordedAtFirstSight, runsAtFirstSight } from '../../main/demo/shop/first-sight';
import { environments, services, type DemoEnvironment } from '../../main/demo/shop/ports';
import { componentRecord, fold, type EnvironmentRecord } from '../../main/release/record/fold';
import { rollbackTarget } from '../../main/release/record/rollback-target';
import { verificationState } from '../../main/release/record/verification-state';
import { writeStories } from '../support/demo-shop';

let folder: string;
let repositories: ReadonlyMap<string, WrittenRepository>;
let past: ReadonlyMap<DemoEnvironment, readonly Entry[]>;
const records = new Map<DemoEnvironment, EnvironmentRecord>();
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'humdrum-past-'));
  repositories = await writeStories(folder);
  past = pastEntries(repositories);
  for (const e of environments) records.set(e, fold(past.get(e)!));
});
test.afterAll(async () => rm(folder, { recursive: true }));

const at = (component: string, label: string): string => {
  const repository = repositories.get(component)!;
  return repository.commit(repository.mark(label));
};
const needs = (environment: DemoEnvironment) => ({ component: true, environment: environment !== 'dev' });
const verified = (component: string, environment: DemoEnvironment, label: string) => {
  const repository = repositories.get(component)!;
  const commit = repository.commit(repository.mark(label));
  return verificationState(records.get(environment)!, component, commit, needs(environment)).outcome;
};

test('the ledger says what the demo starts, but for the one that drifted', () => {
  for (const environment of environments) {
    const record = records.get(environment)!;
    expect(record.claim).toBeNull();
    for (const component of services) {
      const own = componentRecord(record, component);
      expect(own.recorded?.commit).toBe(at(component, recordedAtFirstSight[component][environment]));
      expect(own.hold).toBeNull();
      expect(own.lock).toBeNull();
    }
  }
  expect(runsAtFirstSight.basket.dev).not.toBe(recordedAtFirstSight.basket.dev);
});

test('every entry is one of a kind, and time never runs backwards', () => {
  const all = [...past.values()].flat();
  expect(new Set(all.map((entry) => entry.id)).size).toBe(all.length);
  for (const entries of past.values()) {
    const times = entries.map((entry) => entry.at);
    expect(times).toEqual([...times].sort());
  }
  const kinds = new Set(all.map((entry) => entry.kind));
  for (const kind of ['claimed', 'sending', 'verdict', 'verification', 'rejected', 'held', 'resumed', 'locked'])
    expect(kinds).toContain(kind);
  expect(new Set(all.map((entry) => entry.by.name)).size).toBeGreaterThanOrEqual(5);
});

test('nothing was deployed before it was committed, and nothing without its checks', () => {
  const checks = new Map(
    services.flatMap((s) => checksOf(repositories.get(s)!)).map((c) => [`${c.commit} ${c.name}`, c]),
  );
  for (const entry of [...past.values()].flat()) {
    if (entry.kind !== 'claimed') continue;
    const repository = repositories.get(entry.component)!;
    const committed = repository.story.commits[repository.markOf(entry.candidate.commit) - 1]!.at;
    expect(
      Date.parse(entry.at),
      `${entry.component} ${entry.candidate.version} in ${entry.environment}`,
    ).toBeGreaterThan(committed);
    expect(checks.get(`${entry.candidate.commit} acceptance`)?.result).toBe('passed');
  }
});

test('a promotion carries what was verified upstream, except for the hotfix, which says so', () => {
  for (const [i, environment] of environments.entries()) {
    const upstream = environments[i - 1];
    if (!upstream) continue;
    for (const entry of past.get(environment)!) {
      if (entry.kind !== 'claimed' || entry.cause !== 'promotion') continue;
      const before = past.get(upstream)!.filter((e) => e.at < entry.at);
      const { commit } = entry.candidate;
      const { outcome } = verificationState(fold(before), entry.component, commit, needs(upstream));
      const wanted = entry.overrides.length > 0 ? 'missing' : 'passed';
      expect(outcome, `${entry.component} ${entry.candidate.version} to ${environment}`).toBe(wanted);
    }
  }
});

test('at first sight one is ready, one is blocked, one has drifted, one has diverged, and one is faulty without anyone knowing', () => {
  expect(verified('catalog', 'staging', runsAtFirstSight.catalog.staging)).toBe('passed');
  expect(verified('catalog', 'test', runsAtFirstSight.catalog.test)).toBe('passed');
  expect(verified('checkout', 'staging', runsAtFirstSight.checkout.staging)).toBe('passed');
  expect(verified('web', 'test', runsAtFirstSight.web.test)).toBe('failed');
  expect(verified('web', 'production', 'hotfix')).toBe('passed');
  const web = repositories.get('web')!;
  expect(ancestors(web.story, web.mark('main'))).not.toContain(web.mark('hotfix'));
  const bug = repositories.get('checkout')!;
  expect(ancestors(bug.story, bug.mark('v2.2.0'))).toContain(bug.mark('bug'));
  expect(ancestors(bug.story, bug.mark('v2.1.0'))).not.toContain(bug.mark('bug'));
});

test('the last verification of each environment is of what it runs', () => {
  for (const environment of ['test', 'staging', 'production'] as const) {
    const last = records
      .get(environment)!
      .verifications.filter((v) => v.scope === 'environment')
      .at(-1)!;
    expect(last.outcome).toBe('passed');
    for (const component of services)
      expect(last.set[component]).toBe(at(component, runsAtFirstSight[component][environment]));
  }
});

test('what was rolled back is faulty and rejected, and rolling back again leads to what was verified', () => {
  const record = records.get('production')!;
  const basket = componentRecord(record, 'basket');
  const bad = basket.deployments.find((d) => d.candidate.version === 'v1.2.0')!;
  expect([bad.faulty, bad.rolledBackBy === null, basket.rejected.has(bad.candidate.commit)]).toEqual([
    true,
    false,
    true,
  ]);
  for (const component of services) {
    const current = componentRecord(record, component).recorded!.commit;
    const to = rollbackTarget(record, component, current, needs('production'));
    expect(to?.version, component).toBe(
      { catalog: 'v1.3.0', basket: 'v1.2.1', checkout: 'v2.0.1', web: 'v3.1.0' }[component],
    );
  }
});
