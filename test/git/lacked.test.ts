import { join } from 'node:path';
import { distanceTo } from '../../main/release/distance';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { makeWorld, openRig } from '../support/release-rig';
import { buildRepository, git } from '../support/repositories';
import { valueOf } from '../support/results';

const file = (text: string) => ({ 'app.txt': text });
const lines = (...changed: readonly string[]) =>
  Array.from({ length: 30 }, (_none, n) => (changed.includes(String(n)) ? `changed ${n}` : `line ${n}`)).join('\n');

test('a candidate that has the hotfix under another id is behind and loses nothing; one without it loses it', async ({
  folder,
}) => {
  const built = await buildRepository(join(folder, 'r.git'), {
    commits: [
      { name: 'base', files: file(lines()) },
      { name: 'hotfix', parents: ['base'], files: file(lines('3')) },
      { name: 'other', parents: ['base'], files: file(lines('25')) },
      { name: 'picked', parents: ['other'], files: file(lines('3', '25')) },
    ],
    branches: { main: 'picked', live: 'hotfix' },
  });
  const { history, mirrors } = gitIn(folder);
  const component = componentOf(built.path);
  valueOf(await mirrors.refresh(component, signal));
  const rig = await openRig(makeWorld());
  const session = { ...rig, ports: { ...rig.ports, history } };
  const from = (name: string) => distanceTo(session, component, built.id('hotfix'), built.id(name));
  expect(await from('picked')).toEqual({ ahead: 2, behind: 1, lost: 0 });
  expect(await from('other')).toEqual({ ahead: 1, behind: 1, lost: 1 });
  expect(await from('hotfix')).toEqual({ ahead: 0, behind: 0, lost: 0 });
});

test('a change that is there under another id is not lacking; one that is not, is; as git cherry says', async ({
  folder,
}) => {
  const built = await buildRepository(join(folder, 'r.git'), {
    commits: [
      { name: 'base', files: file(lines()) },
      { name: 'hotfix', parents: ['base'], files: file(lines('3')) },
      { name: 'second', parents: ['hotfix'], files: file(lines('3', '12')) },
      { name: 'other', parents: ['base'], files: file(lines('25')) },
      { name: 'picked', parents: ['other'], files: file(lines('3', '25')) },
    ],
    branches: { main: 'picked', live: 'second', plain: 'other' },
  });
  const { history, mirrors } = gitIn(folder);
  const component = componentOf(built.path);
  valueOf(await mirrors.refresh(component, signal));
  const lacked = async (from: string, to: string): Promise<number> =>
    valueOf(await history.lacked(component, { from: built.id(from), to: built.id(to) }, signal));
  const cherry = async (from: string, to: string): Promise<number> =>
    (await git(built.path, ['cherry', built.id(from), built.id(to)])).split('\n').filter((line) => line.startsWith('+'))
      .length;
  const seen = [];
  for (const [from, to] of [
    ['other', 'second'],
    ['picked', 'second'],
    ['picked', 'hotfix'],
    ['second', 'picked'],
    ['base', 'second'],
  ] as const) {
    // oxfmt-ignore
    seen.push(await lacked(from, to));
    expect(seen.at(-1), `${from} ${to}`).toBe(await cherry(from, to));
  }
  expect(seen).toEqual([2, 1, 0, 1, 2]);
});
