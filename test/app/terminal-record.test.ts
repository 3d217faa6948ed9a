import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { StatusJson } from '../../contract/status';
import { demoOf } from '../support/app-board';
import { runIn } from '../support/app-release';
import { demoFile, onDemo, startHumdrum, type Said } from '../support/app-terminal';
import { demoInTerminal } from '../support/app-terminal-demo';

// What the terminal says is done is on record, and what it can’t know it does not say. In order, on one demo.
test.describe.configure({ mode: 'serial' });

const demo = demoInTerminal();
const run = (...words: readonly string[]): Promise<Said> => onDemo(demo.data, ...words);
const start = (extra: NodeJS.ProcessEnv, ...words: readonly string[]) =>
  startHumdrum(demo.data, extra, ...words, '--workspace', demoFile(demo.data));
/** Somebody else at this machine, by git’s own configuration. */
const as = (name: string): NodeJS.ProcessEnv => {
  const config = join(demo.data, 'gitconfig');
  writeFileSync(config, `[user]\n\tname = ${name}\n\temail = somebody@shop.example\n`);
  return { GIT_CONFIG_GLOBAL: config };
};
const log = async (): Promise<string> => (await run('log', '--json')).out;

test('a text that is too long or would turn a line is usage, said in words, and nothing is put on record', async () => {
  const before = await log();
  const long = 'x'.repeat(2001);
  writeFileSync(join(demo.data, 'notes.md'), 'x'.repeat(20_001));
  for (const [words, why] of [
    [['release', 'cut', 'staging', '--name', long], 'A release name has at most 100 characters.'],
    [['release', 'cut', 'staging', '--name', 'Thurs\u202eday'], 'without invisible or direction-changing characters.'],
    [['release', 'promote', 'any', 'production', '--override', long], 'A reason has at most 2,000 characters.'],
    [['release', 'sign-off', 'any', 'Support', '--note', long], 'A note has at most 2,000 characters.'],
    [['release', 'notes', 'any', 'production', '--edit', join(demo.data, 'notes.md')], 'at most 20,000 characters.'],
    [['rollback', 'web', 'test', '--yes', '--reason', long], 'A reason has at most 2,000 characters.'],
    [['line', 'stop', '--reason', long], 'A reason has at most 2,000 characters.'],
    [['bag', 'dismiss', 'any', '--reason', long], 'A reason has at most 2,000 characters.'],
    [['hand-over', long], 'A note has at most 2,000 characters.'],
    [['incident', 'open', 'any', long], 'A title has at most 200 characters.'],
    [['incident', 'open', 'any', ' '], 'A title can’t be empty.'],
    [['incident', 'close', 'any', '--check', long], 'A fix has at most 2,000 characters.'],
  ] as const) {
    const said = await run(...words);
    expect([said.code, said.out], words.slice(0, 2).join(' ')).toEqual([2, '']);
    expect(said.err).toContain(why);
  }
  expect(await log()).toBe(before);
});

test('a command that breaks off says so, and does not end as if it were done', async () => {
  const { said } = start(as('x'.repeat(201)), 'hand-over', 'Mind the certificate.');
  const { code, out, err } = await said;
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('Humdrum broke off. an entry that no reader would take');
  expect(err).toContain('It is not known to be done.');
  expect((await run('hand-over')).out).toBe('Nothing is handed over.\n');
});

test('a release that was cut before is said to be that one', async () => {
  const first = await run('release', 'cut', 'staging', '--name', 'Thursday');
  expect([first.code, first.err]).toEqual([0, '']);
  const again = await run('release', 'cut', 'staging', '--name', 'Friday');
  expect([again.code, again.err]).toEqual([0, 'What staging runs was cut before: it is release Thursday.\n']);
  expect(again.out).toBe(first.out);
});

test('a box that somebody else has signed, or with another note, is not called signed off', async () => {
  const before = readFileSync(demoFile(demo.data), 'utf8');
  writeFileSync(demoFile(demo.data), before.replace(/^( *- name: production\n)/m, '$1    signoffs: [Support]\n'));
  const sign = (who: string, ...words: readonly string[]) =>
    start(as(who), 'release', 'sign-off', 'Thursday', 'Support', ...words).said;
  const done = { code: 0, out: 'Signed off: release Thursday, Support.\n', err: '' };
  expect(await sign('Ana', '--note', 'the help pages are written')).toEqual(done);
  // Asked for again, it is what is on record.
  expect(await sign('Ana', '--note', 'the help pages are written')).toEqual(done);
  expect(await sign('Ana')).toEqual(done);
  for (const [who, note] of [
    ['Ana', 'I take it back'],
    ['Ben', 'the help pages are written'],
  ] as const) {
    const said = await sign(who, '--note', note);
    expect([said.code, said.out], who).toEqual([1, '']);
    expect(said.err).toMatch(/^Nothing of yours was put on record\. Support of release Thursday was signed by Ana on .* “the help pages are written”\n$/); // oxfmt-ignore
  }
});

test('an incident that is closed already is said to be, with whose fix is on record', async () => {
  const deployment = /([0-9a-f]{8})$/m.exec((await run('log', '--stage', 'production')).out)?.[1] ?? '';
  const id = (await run('incident', 'open', deployment, 'it is slow')).out.slice(0, 8);
  const close = (who: string, fix: string) => start(as(who), 'incident', 'close', id, '--commit', fix).said;
  expect(await close('Ana', 'a1b2c3d')).toMatchObject({ code: 0, out: expect.stringContaining('by commit a1b2c3d.') });
  const other = await close('Ben', 'd3c2b1a');
  expect([other.code, other.out]).toEqual([1, '']);
  expect(other.err).toMatch(/It was closed before: fixed for good by commit a1b2c3d, by Ana on .* Nothing of yours was put on record\./); // oxfmt-ignore
  const same = await close('Ben', 'a1b2c3d');
  expect([same.code, same.out]).toEqual([0, '']);
  expect(same.err).toContain('It was closed before');
});

test('Ctrl+C in the countdown of a release takes it back, and nothing of it goes', async () => {
  const before = await runIn(demo.data, 'production');
  const { program, said } = start(as('Ana'), 'release', 'promote', 'Thursday', 'production', '--override', 'I must');
  program.stderr?.on('data', (text: string) => {
    if (text.includes('Ctrl+C undoes it.')) program.kill('SIGINT');
  });
  const { code, out, err } = await said;
  expect(err).toContain('Starts in 5 s; Ctrl+C undoes it.');
  expect([code, out], err).toEqual([1, expect.stringContaining('Waiting: release Thursday in production')]);
  expect(err).toContain('Ana stopped it before anything was sent.');
  expect(await runIn(demo.data, 'production')).toEqual(before);
});

test('where the ledger can’t be read nothing is said of what stands there', async () => {
  const ledger = join(demoOf(demo.data), 'ledger.git');
  renameSync(ledger, `${ledger}.away`);
  for (const words of [['incident', 'list'], ['hand-over'], ['line']]) {
    for (const json of [[], ['--json']]) {
      const said = await run(...words, ...json);
      expect([said.code, said.out], words.join(' ')).toEqual([1, '']);
      expect(said.err).toContain('The ledger can’t be reached.');
    }
  }
  const read = JSON.parse((await run('status', '--json')).out) as StatusJson; // as: our own terminal's documented shape
  expect(read.line).toBeNull();
  expect(read.lineProblem).toContain('The ledger can’t be reached.');
  expect((await run('status')).out).toMatch(
    /^Whether the line is stopped can’t be told\. The ledger can’t be reached\./,
  );
  renameSync(`${ledger}.away`, ledger);
  expect(JSON.parse((await run('status', '--json')).out)).not.toHaveProperty('lineProblem');
});
