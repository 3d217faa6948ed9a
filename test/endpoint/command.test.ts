import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { CommandEndpoint } from '../../contract/endpoint-kinds/command';
import { test } from '../support/command-rig';
import { node } from '../support/endpoint-commands';
import { isRunning } from '../support/endpoint-local';
import { deploy, failureOf, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { json, startPeer } from '../support/endpoint-http';

const commit = commitOf('a');
const says = (text: string): readonly string[] => node(`console.log(${JSON.stringify(text)})`);
const exits = (code: number, text = ''): readonly string[] =>
  node(`console.error(${JSON.stringify(text)}); process.exit(${code})`);
const mutable = (list: readonly string[]): string[] => [...list];
const config = (deploy: readonly string[], observe = says('-'), more: Partial<CommandEndpoint> = {}) => ({
  deploy: mutable(deploy),
  observe: mutable(observe),
  ...more,
});

test('a tool is run with the candidate in its arguments and the order’s id in its environment', async ({ command }) => {
  const program = `console.log(JSON.stringify([process.argv.slice(1), process.env.HUMDRUM_DEPLOYMENT, process.cwd()]))`;
  const target = command.target(config([...node(program), '${environment}', '${candidate.commit}', '$HOME; rm -rf *']));
  const order = orderOf(target, commit);
  const { receipt, log, steps } = await deploy(command.endpoint, order);
  expect(receipt).toMatchObject({ kind: 'accepted', text: expect.stringContaining('exit code 0') });
  expect(JSON.parse(log)).toEqual([['dev', commit, '$HOME; rm -rf *'], order.id, command.folder]);
  expect(steps[0]).toContain(`dev ${commit}`);
});

for (const [what, run, kind, code] of [
  ['ends with 3', exits(3, 'no such branch'), 'refused', 'exit code 3'],
  ['is not there', ['/nonexistent/tool'], 'refused', 'ENOENT'],
  ['ends with 255, as ssh does when its connection is lost', exits(255, 'closed'), 'unclear', 'exit code 255'],
  ['is killed by somebody', node(`process.kill(process.pid, 'SIGKILL')`), 'unclear', 'signal SIGKILL'],
] as const) {
  test(`the receipt of a tool that ${what} is ${kind}`, async ({ command }) => {
    const { receipt } = await deploy(command.endpoint, orderOf(command.target(config(run)), commit));
    expect(receipt.kind).toBe(kind);
    expect(failureOf(receipt)).toMatchObject({ kind: 'command-failed', code });
  });
}

test('a folder that is not there is named, and nothing is run', async ({ command }) => {
  const target = command.target(config(says('ran'), says('-'), { folder: 'tools/${environment}' }));
  const { receipt, log } = await deploy(command.endpoint, orderOf(target, commit));
  expect(failureOf(receipt)).toMatchObject({ said: `there is no folder ${join(command.folder, 'tools/dev')}` });
  expect({ kind: receipt.kind, log }).toEqual({ kind: 'refused', log: '' });
});

test('a tool that takes longer than it may is ended with its group, TERM or not, and that is unclear', async ({
  command,
}) => {
  const stubborn = `process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000)`;
  const target = command.target(config(node(stubborn), says('-'), { within: '1s' }));
  const { receipt, log, steps } = await deploy(command.endpoint, orderOf(target, commit));
  expect(receipt.kind).toBe('unclear');
  expect(steps.at(-1)).toBe('It had not ended within 1s: it was stopped, with all it had started');
  expect(isRunning(Number(log))).toBe(false);
});

test('to stop waiting ends no tool half-way: it goes on to its own end', async ({ command }) => {
  const goes = `console.log('begun'); const fs = require('node:fs');
    const look = () => fs.existsSync('go') ? fs.writeFileSync('done', '') : setTimeout(look, 20); look()`;
  const stop = new AbortController();
  const order = orderOf(command.target(config(node(goes))), commit);
  const heard: string[] = [];
  for await (const progress of command.endpoint.deploy(order, stop.signal)) {
    if (progress.type === 'log') stop.abort();
    heard.push(progress.type === 'receipt' ? progress.receipt.kind : progress.type);
  }
  expect(heard).toEqual(['step', 'log', 'step', 'unclear']);
  await writeFile(join(command.folder, 'go'), '');
  await expect.poll(() => readFile(join(command.folder, 'done'), 'utf8').catch(() => 'not yet')).toBe('');
});

const secret = 'hunter2+/="quoted"';
const key = '-----BEGIN KEY-----\nMC4CAQAwBQYDK2Vw\n-----END KEY-----';

test('a secret is in its tool’s environment only, and in nothing that is shown, whole or in pieces', async ({
  command,
}) => {
  const [program = ''] = node('');
  command.secrets.set(`TOKEN command:${program}`, secret).set(`KEY command:${program}`, key);
  const leaks = `const { TOKEN, KEY } = process.env; process.stdout.write(TOKEN.slice(0, 5));
    setTimeout(() => { process.stdout.write(TOKEN.slice(5) + '\\nkept ' + TOKEN.length + '\\n' + 'x'.repeat(50_000) + TOKEN);
      console.error(encodeURIComponent(TOKEN) + ' ' + JSON.stringify(TOKEN)); console.error(KEY.split('\\n')[1]); process.exit(4) }, 200)`;
  const env = { TOKEN: '${secret:TOKEN}', KEY: '${secret:KEY}' };
  const heard = await deploy(
    command.endpoint,
    orderOf(command.target(config(node(leaks), says('-'), { env })), commit),
  );
  const said = JSON.stringify(heard);
  expect(said).toContain(`kept ${secret.length}`);
  expect(heard.log.match(/x/g)).toHaveLength(50_000);
  for (const word of ['hunte', 'hunter2', 'quoted', 'MC4CAQ']) expect(said).not.toContain(word);
});

test('a secret kept for another program is not given to this one, and one kept for none is missing', async ({
  command,
}) => {
  command.secrets.set('TOKEN command:bin/what-runs-dev', secret);
  const target = command.target(
    config(node('console.log(String(process.env.TOKEN))'), ['bin/what-runs-${environment}'], {
      env: { TOKEN: '${secret:TOKEN}' },
    }),
  );
  expect((await deploy(command.endpoint, orderOf(target, commit))).log).toBe('undefined\n');
  command.secrets.clear();
  const { receipt } = await deploy(command.endpoint, orderOf(target, commit));
  expect(receipt).toEqual({ kind: 'refused', failure: { kind: 'secret-missing', name: 'TOKEN' } });
});

test('of this machine’s environment a tool gets what is named, and no more', async ({ command }) => {
  process.env['DEPLOY_TOKEN'] = 'let-me-in-please';
  process.env['OTHER_TOKEN'] = 'not-yours';
  const program = `console.log(process.env.DEPLOY_TOKEN.length, process.env.DEPLOY_TOKEN, process.env.OTHER_TOKEN)`;
  const target = command.target(config(node(program), says('-'), { pass: ['DEPLOY_TOKEN'] }));
  expect((await deploy(command.endpoint, orderOf(target, commit))).log).toBe('16 ••• undefined\n');
});

for (const [what, printed, outcome] of [
  ['a commit', `reading…\n${commit}`, { kind: 'running', named: commit, health: 'unknown' }],
  ['a tag in colours', '\u001B[32mv1.2.3\u001B[0m', { kind: 'running', named: 'v1.2.3' }],
  ['a dash', '-', { kind: 'nothing' }],
  ['JSON', '{"commit":"abc1234","health":"ok"}', { kind: 'running', named: 'abc1234', health: 'healthy' }],
  ['JSON that is ill', '{"commit":"abc1234","health":"down"}', { health: 'unhealthy', healthText: 'it says down' }],
  ['JSON without a commit', '{"commit":null}', { kind: 'nothing' }],
  ['two machines that agree', '{"commit":["abc1234","abc1234"]}', { kind: 'running', named: 'abc1234' }],
  ['two that do not', '{"commit":["abc1234",null]}', { failure: { kind: 'mixed', versions: ['abc1234', 'nothing'] } }],
  ['a sentence', 'Permission denied, sorry', { failure: { kind: 'endpoint-nonsense' } }],
  ['nothing', '', { failure: { kind: 'endpoint-nonsense', said: 'nothing' } }],
] as const) {
  test(`an observation that prints ${what} is read as such`, async ({ command }) => {
    const { outcome: read } = await command.endpoint.observe(command.target(config(['true'], says(printed))), never);
    expect(read).toMatchObject(outcome);
  });
}

test('what runs is unreadable where the command that should say so fails or hangs, and it ends by itself', async ({
  command,
}) => {
  const fails = await command.endpoint.observe(command.target(config(['true'], exits(1, 'no route'))), never);
  expect(fails.outcome).toMatchObject({ failure: { kind: 'command-failed', said: 'no route' } });
  const waits = node(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`);
  const hangs = await command.endpoint.observe(command.target(config(['true'], waits)), never);
  expect(hangs.outcome).toMatchObject({ failure: { kind: 'endpoint-hangs', afterMs: 9000 } });
});

test('health is the worse of what the command and the health address say', async ({ command }) => {
  const peer = await startPeer(json(500, 'database is away'));
  const health = { url: peer.origin };
  const target = command.target(config(['true'], says('{"commit":"abc1234","health":"ok"}')), { health });
  const { outcome } = await command.endpoint.observe(target, never);
  await peer.close();
  expect(outcome).toMatchObject({ kind: 'running', health: 'unhealthy' });
});

for (const [word, found] of [
  ['accepted', { kind: 'accepted' }],
  ['refused', { kind: 'refused' }],
  ['unheard of', 'unheard of'],
  ['hm', { kind: 'unclear', failure: { kind: 'endpoint-nonsense' } }],
] as const) {
  test(`a find command that says “${word}” is taken at its word`, async ({ command }) => {
    const find = mutable(node(`console.log(process.env.HUMDRUM_DEPLOYMENT + '\\n${word}')`));
    const order = orderOf(command.target(config(['true'], says('-'), { find })), commit);
    const answer = await command.endpoint.find(order, never);
    if (typeof found === 'string') expect(answer).toBe(found);
    else expect(answer).toMatchObject(found);
  });
}

test('without a find command, or where it fails, it can’t be told whether an order arrived', async ({ command }) => {
  for (const find of [undefined, mutable(exits(2, 'away'))]) {
    const target = command.target(config(['true'], says('-'), find ? { find } : {}));
    expect(await command.endpoint.find(orderOf(target, commit), never)).toMatchObject({ kind: 'unclear' });
  }
});

test('a tool that a shell says was ended by a signal had no word: unclear', async ({ command }) => {
  const { receipt } = await deploy(command.endpoint, orderOf(command.target(config(exits(137, 'Killed'))), commit));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'command-failed', code: 'exit code 137' } });
});
