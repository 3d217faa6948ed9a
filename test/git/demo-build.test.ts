import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Target } from '../../contract/workspace';
import { workspaceFolder } from '../../main/data-folder';
import { buildDemo, type Demo } from '../../main/demo/build';
import { wakeDemo } from '../../main/demo/wake';
import { runsAtFirstSight } from '../../main/demo/shop/first-sight';
import { environments, portOf, services } from '../../main/demo/shop/ports';
import { createChecks } from '../../main/checks/checks';
import { summaries } from '../../main/release/check-summary';
import { stopLocal } from '../../main/endpoints/local/stop-local';
import { createVerifier } from '../../main/endpoints/verify/verifier';
import { openMachine, type DemoMachine } from '../support/demo-machine';
import { writeStories } from '../support/demo-shop';

const never = new AbortController().signal;
let machine: DemoMachine;
let demo: Demo;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  machine = await openMachine();
  demo = await machine.build();
});
test.afterAll(async () => machine.end());

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'safe.directory=*', ...args], { cwd: machine.dir, encoding: 'utf8' }).trim();
const refs = (): string =>
  ['ledger.git', ...services.map((s) => `repositories/${s}.git`)].map((r) => git('-C', r, 'for-each-ref')).join('\n');
const target = (component: string, environment: string): Target =>
  demo.workspace.components.find((c) => c.name === component)!.targets.find((t) => t.environment === environment)!;

test('sixteen services run what they should, as the endpoint and as they themselves say', async () => {
  const { endpoint } = machine.ports.machinery(demo.workspace);
  // Commit ids are the same at every build, so another build knows them.
  const stories = await writeStories(join(machine.data, 'stories'));
  for (const environment of environments)
    for (const service of services) {
      const repository = stories.get(service)!;
      const commit = repository.commit(repository.mark(runsAtFirstSight[service][environment]));
      const { outcome } = await endpoint.observe(target(service, environment), never);
      expect(outcome).toMatchObject({ kind: 'running', named: commit, health: 'healthy' });
      const version = await fetch(`http://127.0.0.1:${portOf(demo.basePort, environment, service)}/version`);
      expect(await version.json()).toMatchObject({ commit });
    }
});

test('it is trusted, since Humdrum made it', () => {
  expect(machine.trust.isTrusted(demo.workspace)).toBe(true);
});

test('the verifications of the workspace file pass where the ledger says so, and fail where it says so', async () => {
  const verifier = createVerifier({ folder: demo.workspace.folder, secrets: { get: async () => null } });
  const outcome = async (component: string, environment: string): Promise<boolean> => {
    const own = target(component, environment);
    const whole = demo.workspace.environments.find((e) => e.name === environment)!;
    for (const verification of [...own.verify, ...whole.verify])
      for await (const event of verifier.run(verification, { environment, port: String(own.port) }, null, never))
        if (event.type === 'result' && !event.result.passed) return false;
    return true;
  };
  for (const environment of environments)
    for (const service of services)
      expect(await outcome(service, environment), `${service} in ${environment}`).toBe(
        !(service === 'web' && environment === 'test'),
      );
});

test('the checks source knows every candidate', async () => {
  const checks = createChecks({ folder: demo.workspace.folder, secrets: { get: async () => null } });
  for (const component of demo.workspace.components) {
    const results = await checks.results(component, never);
    if (!results.ok) throw new Error(JSON.stringify(results.failure));
    const known = summaries(results.value, []);
    const bare = `repositories/${component.name}.git`;
    const newest = git('-C', bare, 'rev-parse', 'main');
    const candidates = git('-C', bare, 'rev-list', '--first-parent', 'main').split('\n');
    for (const commit of candidates) expect([...known.keys()]).toContain(commit);
    const wanted = { catalog: 'pending', basket: 'failed', checkout: 'passed', web: 'pending' }[component.name];
    expect([...known].find(([commit]) => commit === newest)?.[1].result).toBe(wanted);
  }
});

test('a reset brings back the same commits, the same ledger and all processes, whatever happened meanwhile', async () => {
  const before = refs();
  const [web, main] = ['repositories/web.git', 'refs/heads/main'];
  git('-C', web, 'update-ref', main, `${main}~3`);
  git('-C', 'ledger.git', 'update-ref', '-d', 'refs/heads/humdrum/corner-shop/dev');
  writeFileSync(join(machine.dir, 'humdrum.yml'), 'not: [a workspace');

  const again = await machine.reset();

  expect(refs()).toBe(before);
  expect(again.workspace).toEqual(demo.workspace);
  const { endpoint } = machine.ports.machinery(again.workspace);
  for (const component of again.workspace.components)
    for (const t of component.targets)
      expect((await endpoint.observe(t, never)).outcome).toMatchObject({ kind: 'running', health: 'healthy' });
});

test('a demo that was stopped runs again as its ledger says', async () => {
  const { endpoint } = machine.ports.machinery(demo.workspace);
  await stopLocal(join(workspaceFolder(machine.data, demo.workspace.id), 'local'));
  expect((await endpoint.observe(target('web', 'test'), never)).outcome.kind).toBe('nothing');

  const awake = await wakeDemo({ dir: machine.dir, signal: never }, machine.ports);

  expect(awake.ok).toBe(true);
  for (const environment of environments)
    for (const service of services) {
      const repository = `repositories/${service}.git`;
      const { outcome } = await endpoint.observe(target(service, environment), never);
      expect(outcome).toMatchObject({ kind: 'running', health: 'healthy' });
      if (service === 'web' && environment === 'production' && outcome.kind === 'running')
        expect(outcome.named).toBe(git('-C', repository, 'rev-parse', 'hotfix/3.1.1'));
    }
});

test('a folder that Humdrum did not make is left alone', async () => {
  const dir = join(machine.data, 'somebody-elses');
  mkdirSync(dir);
  writeFileSync(join(dir, 'letter.txt'), 'dear you');
  const refused = await buildDemo({ dir, signal: never }, machine.ports);
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'data-folder', folder: dir } });
  expect(existsSync(join(dir, 'letter.txt'))).toBe(true);
});
