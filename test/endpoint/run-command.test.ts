import { expect, test } from '@playwright/test';
import { runCommand } from '../../main/processes/run-command';
import { node, ran } from '../support/endpoint-commands';
import { isRunning } from '../support/endpoint-local';
import { never } from '../support/endpoint-orders';

const quiet = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
/** Says its own pid and that of a child; both ignore TERM. */
const stubbornFamily = `const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', ${JSON.stringify(`${quiet} console.log('ready')`)}], { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.once('data', () => console.log(JSON.stringify([process.pid, child.pid])));
  ${quiet}`;

test('a command’s output and end are told', async () => {
  const { stdout, stderr, result } = await ran(
    { run: node(`console.log('out', process.argv[1]); console.error('err')`, '$HOME; rm -rf "x"') },
    never,
  );
  expect({ stdout, stderr, result }).toEqual({
    stdout: 'out $HOME; rm -rf "x"\n',
    stderr: 'err\n',
    result: { ok: true, value: null },
  });
});

test('a command that fails says its code and its last lines, without colours', async () => {
  const run = node(
    `for (let n = 0; n < 30; n++) console.log('line ' + n); console.error('\\u001b[31mno\\u001b[0m'); process.exit(4)`,
  );
  const { result } = await ran({ run }, never);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'command-failed', code: 'exit code 4' } });
  const said = JSON.stringify(result);
  expect(said).toContain('line 29');
  expect(said).toContain('\\nno"');
  expect(said).not.toContain('line 3\\n');
});

test('a command that is not there, and one that can’t be, are values', async () => {
  expect((await ran({ run: ['no-such-program-here'] }, never)).result).toMatchObject({
    failure: { kind: 'command-failed', code: expect.stringMatching(/^(ENOENT|EACCES)$/) },
  });
  expect((await ran({ run: ['echo', 'a\0b'] }, never)).result).toMatchObject({ failure: { kind: 'command-failed' } });
  expect((await ran({ run: ['true'], cwd: '/no/such/folder' }, never)).result).toMatchObject({ ok: false });
});

test('a command gets the environment it needs and what it is given, and no token of ours', async () => {
  process.env['HUMDRUM_SECRET_TOKEN'] = 'hunter2';
  const { stdout } = await ran({ run: node('console.log(JSON.stringify(process.env))'), env: { GIVEN: 'yes' } }, never);
  delete process.env['HUMDRUM_SECRET_TOKEN'];
  expect(JSON.parse(stdout)).toMatchObject({ PATH: process.env['PATH'], GIVEN: 'yes' });
  expect(stdout).not.toContain('hunter2');
});

test('output comes in pieces of at most 64 KB, also where it is no UTF-8, and is capped with one notice', async () => {
  const flood = `process.stdout.write(Buffer.alloc(3_000_000, 0xff)); process.stderr.write('x'.repeat(3_000_000))`;
  const { stdout, stderr, notice, longest, result } = await ran({ run: node(flood), limitBytes: 1_000_000 }, never);
  expect(result.ok).toBe(true);
  expect(longest).toBeLessThanOrEqual(65_536);
  expect(stdout.length + stderr.length).toBeLessThanOrEqual(1_000_000);
  expect(notice).toBe('\n[more than 1000000 bytes of output: the rest is dropped]\n');
});

test('a character that comes in two pieces stays whole', async () => {
  const { stdout } = await ran({ run: node(`process.stdout.write('a' + 'ä€😀'.repeat(20_000))`) }, never);
  expect(stdout).toBe(`a${'ä€😀'.repeat(20_000)}`);
});

test('a command that takes too long is ended with its whole group, also where it ignores TERM', async () => {
  let pids: readonly number[] = [];
  const { result } = await ran({ run: node(stubbornFamily), withinMs: 1500 }, never, (text) => {
    pids = JSON.parse(text) as number[];
  });
  expect(result).toMatchObject({ failure: { kind: 'command-failed', code: 'no end within 1.5 s' } });
  expect(pids).toHaveLength(2);
  expect(pids.filter(isRunning)).toEqual([]);
});

test('a command that is cancelled is ended with its whole group', async () => {
  const stop = new AbortController();
  let pids: readonly number[] = [];
  const { result } = await ran({ run: node(stubbornFamily) }, stop.signal, (text) => {
    pids = JSON.parse(text) as number[];
    stop.abort();
  });
  expect(result).toEqual({ ok: false, failure: { kind: 'cancelled' } });
  expect(pids).toHaveLength(2);
  expect(pids.filter(isRunning)).toEqual([]);
});

test('a command cancelled before it starts is never started', async () => {
  const { result, stdout } = await ran({ run: node(`console.log('ran')`) }, AbortSignal.abort());
  expect(result).toEqual({ ok: false, failure: { kind: 'cancelled' } });
  expect(stdout).toBe('');
});

test('when the reader goes away the command is ended', async () => {
  let pids: readonly number[] = [];
  for await (const event of runCommand({ run: node(stubbornFamily), cwd: '/', withinMs: 20_000 }, never)) {
    if (event.type === 'output') pids = JSON.parse(event.text) as number[];
    break;
  }
  expect(pids).toHaveLength(2);
  expect(pids.filter(isRunning)).toEqual([]);
});

test('what a command leaves behind in its group is ended with it', async () => {
  const leaves = `const child = require('node:child_process').spawn('sleep', ['1000'], { stdio: 'inherit' });
    console.log(child.pid); process.exit(0)`;
  const { stdout, result } = await ran({ run: node(leaves) }, never);
  expect(result.ok).toBe(true);
  expect(isRunning(Number(stdout))).toBe(false);
});

test('a child that left the group does not keep the command from ending', async () => {
  const escapes = `const child = require('node:child_process').spawn('sleep', ['1000'], { stdio: 'inherit', detached: true });
    console.log(child.pid); child.unref(); process.exit(0)`;
  const { stdout, result } = await ran({ run: node(escapes) }, never);
  expect(result.ok).toBe(true);
  process.kill(Number(stdout), 'SIGKILL');
});
