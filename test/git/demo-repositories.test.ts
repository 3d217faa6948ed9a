import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { changesBetween, mainlineOf } from '../../main/demo/history/describe';
import type { WrittenRepository } from '../../main/demo/repositories';
import { runsAtFirstSight } from '../../main/demo/shop/first-sight';
import { environments, services } from '../../main/demo/shop/ports';
import { checkOut, writeStories } from '../support/demo-shop';

let folder: string;
let repositories: ReadonlyMap<string, WrittenRepository>;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'humdrum-stories-'));
  repositories = await writeStories(join(folder, 'one'));
});
test.afterAll(async () => rm(folder, { recursive: true }));

const git = (repository: WrittenRepository, ...args: string[]): string =>
  execFileSync('git', ['-c', 'safe.directory=*', '-C', repository.folder, ...args], { encoding: 'utf8' }).trim();
const lines = (text: string): string[] => text.split('\n').filter(Boolean);

test('two builds hold the same commits, tags and branches', async () => {
  const again = await writeStories(join(folder, 'two'));
  for (const [name, repository] of repositories)
    expect(git(again.get(name)!, 'for-each-ref')).toBe(git(repository, 'for-each-ref'));
});

for (const name of services) {
  test(`${name} has a history that looks lived in, and git finds nothing wrong with it`, () => {
    const repository = repositories.get(name)!;
    expect(git(repository, 'fsck', '--strict')).toBe('');
    expect(git(repository, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    const count = Number(git(repository, 'rev-list', '--count', '--all'));
    expect(count).toBeGreaterThanOrEqual(40);
    expect(count).toBeLessThanOrEqual(120);
    expect(lines(git(repository, 'log', '--merges', '--format=%H', '--all'))).not.toHaveLength(0);
    expect(git(repository, 'log', '--format=%s', '--all')).toMatch(/^Revert "/m);
    expect(lines(git(repository, 'tag')).length).toBeGreaterThanOrEqual(4);
    expect(new Set(lines(git(repository, 'log', '--format=%ae', '--all'))).size).toBeGreaterThanOrEqual(3);
    const files = lines(git(repository, 'ls-tree', '-r', '--name-only', 'main'));
    expect(files.filter((file) => file.startsWith('db/migrate/')).length).toBeGreaterThanOrEqual(3);
    for (const environment of environments) expect(files).toContain(`config/${environment}.yml`);
  });

  test(`${name}: time never runs backwards, and no commit changes nothing`, () => {
    const repository = repositories.get(name)!;
    const times = lines(git(repository, 'log', '--first-parent', '--reverse', '--format=%ct', 'main')).map(Number);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const { commits } = repository.story;
    for (const commit of commits) {
      const parent = commits[(commit.parents[0] ?? 0) - 1];
      expect([...commit.tree], commit.message).not.toEqual([...(parent?.tree ?? [])]);
    }
  });

  test(`${name}: versions and counts are what git says`, () => {
    const repository = repositories.get(name)!;
    for (const mark of mainlineOf(repository.story).slice(-12)) {
      const commit = repository.commit(mark);
      const described = repository.version(mark);
      expect(git(repository, 'describe', '--tags', '--abbrev=7', commit)).toBe(described);
    }
    const { staging, production } = runsAtFirstSight[name];
    const [from, to] = [repository.mark(production), repository.mark(staging)];
    const range = `${repository.commit(from)}..${repository.commit(to)}`;
    expect(changesBetween(repository.story, from, to)).toBe(
      Number(git(repository, 'rev-list', '--count', '--no-merges', range)),
    );
  });

  test(`${name}: the service's own tests pass at every release and at mainline`, async () => {
    const repository = repositories.get(name)!;
    for (const label of [...repository.story.tags.map((tag) => tag.name), 'main']) {
      const tree = join(folder, `${name}-${label}`);
      await checkOut(repository, repository.commit(repository.mark(label)), tree);
      // Playwright's workers set NODE_OPTIONS for themselves.
      const said = execFileSync(process.execPath, ['--test', 'test'], {
        cwd: tree,
        env: { PATH: process.env['PATH'] },
        encoding: 'utf8',
      });
      expect(said).toContain('# fail 0');
      expect(said).not.toContain('# pass 0');
    }
  });
}

test('production of the web runs a hotfix that mainline lacks', () => {
  const web = repositories.get('web')!;
  const hotfix = web.commit(web.mark('hotfix'));
  expect(git(web, 'rev-list', '--count', `main..${hotfix}`)).toBe('1');
  expect(git(web, 'tag', '--points-at', hotfix)).toBe('v3.1.1');
  expect(git(web, 'branch', '--contains', hotfix)).toContain('hotfix/3.1.1');
});
