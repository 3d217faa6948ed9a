import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { node } from '../support/endpoint-commands';
import { isRunning } from '../support/endpoint-local';
import { ready, test, type Site } from '../support/engine-rig';

// What the engine has started when it is killed, and what it holds when a command floods it.

const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
/** Ignores TERM, has a child that does so too, and writes both pids down. */
const family = (file: string): string => `const { spawn } = require('node:child_process');
  ${stubborn}
  const child = spawn(process.execPath, ['-e', ${JSON.stringify(`${stubborn} console.log('ready')`)}], { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.once('data', () => require('node:fs').writeFileSync(${JSON.stringify(file)}, process.pid + ' ' + child.pid));`;

const list = (command: readonly string[]): string => JSON.stringify(command);
const checks = (command: readonly string[], within: string): string =>
  `    checks: { kind: command-results, run: ${list(command)}, within: ${within} }\n`;
const verify = (command: readonly string[]): string =>
  `    verify:\n      - { name: floods, run: ${list(command)}, within: 5m }\n`;

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

test('a killed engine leaves nothing of a check command behind, also where the command ignores TERM', async ({
  site,
}) => {
  const file = join(site.folder, 'pids');
  const script = join(site.folder, 'family.js');
  writeFileSync(script, family(file));
  site.write({ component: checks([process.execPath, script], '5m') });
  const engine = await site.open();
  await expect.poll(() => read(file)).toMatch(/^\d+ \d+$/);
  const pids = read(file).split(' ').map(Number);
  expect(pids.filter(isRunning)).toHaveLength(2);
  engine.child.kill('SIGKILL');
  await expect.poll(() => pids.filter(isRunning)).toEqual([]);
});

/** The processes that `pid` started, and theirs. */
const descendants = (pid: number): readonly number[] => {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => read(`/proc/${each}/status`).includes(`\nPPid:\t${pid}\n`));
  return children.flatMap((child) => [child, ...descendants(child)]);
};

test('an engine that is killed together with what starts git for it leaves no git hanging at a remote', async ({
  site,
}) => {
  let connected = 0;
  let closed = 0;
  const remote = createServer((socket) => {
    connected += 1;
    socket.on('error', () => undefined);
    socket.on('close', () => (closed += 1));
    socket.resume();
  });
  await new Promise<void>((resolve) => remote.listen(0, '127.0.0.1', resolve));
  const { port } = remote.address() as AddressInfo; // as: it listens on TCP
  site.write({ repository: `http://127.0.0.1:${port}/catalog.git` });
  const engine = await site.open();
  await expect.poll(() => connected).toBeGreaterThan(0);
  const starter = descendants(engine.child.pid ?? 0).find((pid) => read(`/proc/${pid}/cmdline`).includes('starter'));
  expect(starter).toBeDefined();
  engine.child.kill('SIGKILL');
  process.kill(starter ?? 0, 'SIGKILL');
  await expect.poll(() => connected - closed).toBe(0);
  remote.close();
});

/** The most memory that a process ever held, in MB. */
const peak = (pid: number | undefined): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1]) / 1024;

const megabytes = 2048;
/** Writes it all in lines of 64 bytes, with colours and broken characters in them. */
const floods = (): readonly string[] =>
  node(
    `const piece = Buffer.from(('\\u001b[31m' + 'x'.repeat(53) + '\\u001b[0m').slice(0, 62) + '\\xff\\n', 'latin1');
     const chunk = Buffer.concat(Array(16384).fill(piece));
     let left = ${megabytes} * 1024 * 1024;
     const more = () => { while (left > 0) { left -= chunk.length; if (!process.stdout.write(chunk)) return process.stdout.once('drain', more); } };
     more();`.replaceAll('\n', ' '),
  );

const floodSite = (site: Site): void => site.write({ component: verify(floods()) });

test('2 GB of output of a verification: the engine holds less than 400 MB, its log less than 2, and the verdict comes', async ({
  site,
}) => {
  test.setTimeout(300_000);
  floodSite(site);
  const engine = await site.open();
  let said = 0;
  const ending = await engine.act('promote', site.click(await engine.board(ready)), (event) => {
    if (event.type === 'log') said += event.text.length;
  });
  expect(ending).toMatchObject({ kind: 'verdict', verdict: 'deployed', verification: 'passed' });
  expect(said).toBeGreaterThan(5_000_000);
  expect(said).toBeLessThan(12_000_000);
  expect(peak(engine.child.pid)).toBeGreaterThan(20);
  expect(peak(engine.child.pid)).toBeLessThan(400);
  const [id = ''] = readdirSync(join(site.data, 'workspaces'));
  const logs = join(site.data, 'workspaces', id, 'logs');
  for (const name of readdirSync(logs)) expect(statSync(join(logs, name)).size).toBeLessThan(2 * 1024 * 1024);
});

test('twenty floods one after the other leave nothing of themselves in memory', async ({ site }) => {
  test.setTimeout(300_000);
  site.write({ component: verify(['sh', '-c', 'yes 0123456789012345678901234567890123456789 | head -c 12000000']) });
  const engine = await site.open();
  const { components } = await engine.board(ready);
  expect(components.size).toBe(1);
  expect(await engine.act('promote', site.click(await engine.board(ready)))).toMatchObject({ verdict: 'deployed' });
  await engine.board((board) => board.components.get('catalog')?.cells[0]?.verification.outcome === 'passed');
  for (let n = 0; n < 20; n += 1) {
    const click = {
      promotion: crypto.randomUUID(),
      component: 'catalog',
      stage: 'live',
      seen: site.repository.id('two'),
    };
    expect(await engine.act('redeploy', click)).toMatchObject({ kind: 'verdict', verdict: 'deployed' });
  }
  expect(peak(engine.child.pid)).toBeLessThan(250);
});
