import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect } from '@playwright/test';
import type { RunGit } from '../../main/ledger/run-git';
import { markingProgram } from '../support/ledger-people';
import { add, alarmOf, branchOf, never, reasons } from '../support/ledger-rig';
import { forge, otherId, test, thought } from '../support/ledger-team';
import { failureOf, valueOf } from '../support/results';

test('an entry whose signature does not verify is an alarm; neither it nor what follows it is believed', async ({
  open,
  remote,
  git,
  folder,
  ada,
  ben,
}) => {
  const clones = join(folder, 'clone');
  const reader = open({ ...ben.options, folder: clones });
  const first = valueOf(await open(ada.options).append('dev', add('true'), never));
  await reader.read(['dev'], never);
  const commit = forge(remote, (bytes) => bytes.replaceAll(first.entries[0]!.id, otherId));
  git(
    remote,
    'update-ref',
    branchOf('dev'),
    git(remote, 'commit-tree', '-p', commit, '-m', 'more', `${commit}^{tree}`),
  );
  await open(ada.options).append('staging', add('elsewhere', 'staging'), never);

  const [dev, staging] = valueOf(await reader.read(['dev', 'staging'], never));
  expect(reasons(dev?.entries ?? [])).toEqual(['true']);
  const failure = { kind: 'ledger-forged', ledger: remote, environment: 'dev', commit, says: 'Ada <ada@example.org>', signedBy: null }; // oxfmt-ignore
  expect(dev?.alarm?.failure).toEqual(failure);
  expect(dev?.alarm?.disbelieved).toMatchObject({ id: otherId, signature: { kind: 'bad' } });
  expect(staging?.alarm).toBeUndefined();
  expect(reasons(staging?.entries ?? [])).toEqual(['elsewhere']);
  expect(failureOf(await reader.append('dev', add('mine'), never))).toEqual(failure);
  expect(alarmOf(await open({ ...ben.options, folder: clones }).read(['dev'], never))).toEqual(failure);

  // Taken off again, it is as if it had never been.
  git(remote, 'update-ref', branchOf('dev'), first.tip ?? '');
  expect(reasons(valueOf(await reader.append('dev', add('mine'), never)).entries)).toEqual(['true', 'mine']);
});

test('another person’s name over one’s own signature is forged, and says who signed', async ({
  open,
  remote,
  ada,
  ben,
}) => {
  // Ben’s own copy knows nobody, so that it lets him.
  const alone = { ...ben.options, signing: async () => ({ key: ben.key, allowedFile: null, program: null }) };
  await open({ ...alone, identity: ada.options.identity! }).append('dev', add('by Ada, honestly'), never);
  const failure = alarmOf(await open(ada.options).read(['dev'], never));
  expect(failure).toMatchObject({ kind: 'ledger-forged', says: 'Ada <ada@example.org>' });
  expect(failure).toMatchObject({ ledger: remote, signedBy: expect.stringContaining('ben@') });
});

test('an alarm takes nothing back of what was seen: who cuts the branch meanwhile has rewritten it', async ({
  open,
  remote,
  git,
  folder,
  allowed,
  ada,
  ben,
}) => {
  const mine = { ...ben.options, folder: join(folder, 'clone') };
  const zero = valueOf(await open().append('dev', add('zero'), never));
  await open(ada.options).append('dev', add('one'), never);
  const two = valueOf(await open(mine).append('dev', add('two'), never));
  const known = readFileSync(allowed, 'utf8');
  writeFileSync(allowed, known.replace('ada@', 'somebody-else@'));
  expect(alarmOf(await open(mine).read(['dev'], never))?.kind).toBe('ledger-forged');
  git(remote, 'update-ref', branchOf('dev'), zero.tip ?? '');
  writeFileSync(allowed, known);
  const alarm = { kind: 'ledger-rewritten', ledger: remote, environment: 'dev', seen: two.tip };
  expect(alarmOf(await open(mine).read(['dev'], never))).toEqual(alarm);
});

test('a verifier that is missing or broken makes no signature bad', async ({ open, folder, ada, ben }) => {
  await open(ada.options).append('dev', add('true'), never);
  for (const program of [join(folder, 'no-such-program'), '/bin/false']) {
    ben.configure('gpg.ssh.program', program);
    const [reading] = valueOf(await open(ben.options).read(['dev'], never));
    expect(reasons(reading?.entries ?? [])).toEqual(['true']);
    expect(thought(reading)).toEqual(['unchecked']);
  }
});

test('signatures of other kinds start no program and count as none', async ({ open, remote, folder, ada, ben }) => {
  const first = valueOf(await open(ada.options).append('dev', add('true'), never));
  forge(remote, (bytes) =>
    bytes.replaceAll('SSH SIGNATURE', 'PGP SIGNATURE').replaceAll(first.entries[0]!.id, otherId),
  );
  const marks = ['gpg', 'gpgsm'].map((name) => markingProgram(join(folder, 'bin'), name).mark);
  const run: RunGit = (call, signal) => {
    const PATH = `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`;
    return ben.run({ ...call, env: { ...call.env, PATH } }, signal);
  };
  const [reading] = valueOf(await open({ ...ben.options, run }).read(['dev'], never));
  expect(thought(reading)).toEqual(['signed', 'unsigned']);
  expect(marks.filter(existsSync)).toEqual([]);
});

test('what a repository says of keys and programs is not asked', async ({ open, remote, git, folder, ada }) => {
  const { file, mark } = markingProgram(join(folder, 'bin'), 'planted');
  for (const key of ['gpg.ssh.program', 'gpg.program', 'gpg.ssh.defaultKeyCommand']) git(remote, 'config', key, file);
  git(remote, 'config', 'gpg.ssh.allowedSignersFile', join(folder, 'planted-allowed'));
  writeFileSync(join(folder, 'planted-allowed'), '');
  const ledger = open(ada.options);
  await ledger.append('dev', add('one'), never);
  expect(thought(valueOf(await open(ada.options).read(['dev'], never))[0])).toEqual(['signed']);
  expect(existsSync(mark)).toBe(false);
});
