import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from './repositories';

/** A way in which a working copy makes plain git run something. `evil` is a program that leaves a canary. */
export interface Vector {
  readonly name: string;
  plant(repository: string, evil: string): Promise<unknown>;
  /** Plain git, run in the working copy, falls for it: proof that the trap is armed. null: git itself does not any more. */
  readonly control: readonly string[] | null;
}

const config =
  (...pairs: (readonly [string, (evil: string) => string])[]) =>
  async (repository: string, evil: string): Promise<void> => {
    for (const [key, value] of pairs) await git(repository, ['config', key, value(evil)]);
  };

const attributes = (repository: string, line: string): Promise<void> =>
  writeFile(join(repository, '.git', 'info', 'attributes'), `* ${line}\n`);

const hookNames =
  'post-checkout pre-commit post-commit pre-receive update post-receive post-update reference-transaction pre-push post-index-change pre-auto-gc fsmonitor-watchman proc-receive';

const hooks = async (folder: string, evil: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const hook of hookNames.split(' ')) {
    await writeFile(join(folder, hook), `#!/bin/sh\nexec ${evil}\n`);
    await chmod(join(folder, hook), 0o755);
  }
};

export const vectors: readonly Vector[] = [
  {
    name: 'hooks',
    plant: (repository, evil) => hooks(join(repository, '.git', 'hooks'), evil),
    control: ['commit', '--quiet', '--allow-empty', '-m', 'x'],
  },
  {
    name: 'core.hooksPath into the tree',
    plant: async (repository, evil) => {
      await hooks(join(repository, 'ci'), evil);
      await git(repository, ['config', 'core.hooksPath', 'ci']);
    },
    control: ['commit', '--quiet', '--allow-empty', '-m', 'x'],
  },
  { name: 'core.fsmonitor', plant: config(['core.fsmonitor', (evil) => evil]), control: ['status'] },
  { name: 'diff.external', plant: config(['diff.external', (evil) => evil]), control: ['diff', 'HEAD~1', 'HEAD'] },
  {
    name: 'textconv',
    plant: async (repository, evil) => {
      await config(['diff.evil.textconv', () => evil])(repository, evil);
      await attributes(repository, 'diff=evil');
    },
    control: ['log', '-p', '-1'],
  },
  {
    name: 'a diff driver with a command',
    plant: async (repository, evil) => {
      await config(['diff.evil.command', () => evil])(repository, evil);
      await attributes(repository, 'diff=evil');
    },
    control: ['diff', 'HEAD~1', 'HEAD'],
  },
  {
    name: 'smudge and clean filters',
    plant: async (repository, evil) => {
      await config(['filter.evil.smudge', () => evil], ['filter.evil.clean', () => evil])(repository, evil);
      await attributes(repository, 'filter=evil');
    },
    control: ['checkout', '--quiet', 'HEAD~1'],
  },
  {
    name: 'an included configuration',
    plant: async (repository, evil) => {
      await writeFile(join(repository, 'team.config'), `[core]\n\tfsmonitor = ${evil}\n[diff]\n\texternal = ${evil}\n`);
      await git(repository, ['config', 'include.path', '../team.config']);
    },
    control: ['diff', 'HEAD~1', 'HEAD'],
  },
  {
    name: 'core.sshCommand with a remote',
    plant: config(['core.sshCommand', (evil) => evil], ['remote.origin.url', () => 'ssh://localhost/x']),
    control: ['ls-remote', 'origin', 'HEAD:never'],
  },
  {
    name: 'url.insteadOf to ext::',
    plant: config(['protocol.ext.allow', () => 'always'], ['url.ext::sh -c .insteadOf', () => 'x:']),
    control: null,
  },
  {
    name: 'uploadpack.packObjectsHook',
    plant: config(['uploadpack.packObjectsHook', (evil) => evil]),
    control: null,
  },
  {
    name: 'alternates and core.alternateRefsCommand',
    plant: async (repository, evil) => {
      const other = join(repository, '..', 'other.git');
      await git('/', ['clone', '--quiet', '--bare', repository, other]);
      await writeFile(join(repository, '.git', 'objects', 'info', 'alternates'), `${join(other, 'objects')}\n`);
      await git(repository, ['config', 'core.alternateRefsCommand', evil]);
    },
    control: ['fetch', '--quiet', '../more.git', 'main'],
  },
  {
    name: 'a partial clone whose promisor is a command',
    plant: config(
      ['extensions.partialClone', () => 'origin'],
      ['remote.origin.promisor', () => 'true'],
      ['remote.origin.url', () => 'ssh://localhost/x'],
      ['core.sshCommand', (evil) => evil],
    ),
    control: ['cat-file', '-e', '0123456789012345678901234567890123456789'],
  },
  {
    name: 'remote.uploadpack',
    plant: config(['remote.origin.url', () => '.'], ['remote.origin.uploadpack', (evil) => evil]),
    control: ['ls-remote', 'origin'],
  },
  {
    name: 'credential helper, askpass, pager and editor',
    plant: config(
      ['credential.helper', (evil) => evil],
      ['core.askPass', (evil) => evil],
      ['core.pager', (evil) => evil],
      ['pager.log', () => 'true'],
      ['core.editor', (evil) => evil],
    ),
    control: ['commit', '--allow-empty'],
  },
  {
    name: 'signatures and gpg.program',
    plant: config(
      ['gpg.program', (evil) => evil],
      ['log.showSignature', () => 'true'],
      ['commit.gpgSign', () => 'true'],
    ),
    control: ['commit', '--allow-empty', '-m', 'x'],
  },
  {
    name: 'submodules by ext::',
    plant: async (repository, evil) => {
      await writeFile(
        join(repository, '.gitmodules'),
        `[submodule "s"]\n\tpath = s\n\turl = ext::${evil}\n\tupdate = !${evil}\n`,
      );
      await git(repository, ['config', 'submodule.recurse', 'true']);
      await git(repository, ['config', 'fetch.recurseSubmodules', 'true']);
    },
    control: null,
  },
  {
    name: 'a .git file that points elsewhere',
    plant: async (repository, evil) => {
      await hooks(join(repository, '.git', 'hooks'), evil);
      await git(repository, ['config', 'core.fsmonitor', evil]);
      await rename(join(repository, '.git'), join(repository, 'elsewhere'));
      await writeFile(join(repository, '.git'), 'gitdir: ./elsewhere\n');
    },
    control: ['status'],
  },
  {
    name: 'a configuration of its worktree',
    plant: async (repository, evil) => {
      await git(repository, ['config', 'extensions.worktreeConfig', 'true']);
      await git(repository, ['config', '--worktree', 'core.fsmonitor', evil]);
      await git(repository, ['config', '--worktree', 'diff.external', evil]);
    },
    control: ['diff', 'HEAD~1', 'HEAD'],
  },
  {
    name: 'a proxy for git:// that is a command',
    plant: config(['core.gitProxy', (evil) => evil], ['remote.origin.url', () => 'git://localhost/x']),
    control: ['ls-remote', 'origin'],
  },
  {
    name: 'a bare repository in its tree',
    plant: async (repository, evil) => {
      const bare = join(repository, 'vendor');
      await git('/', ['clone', '--quiet', '--bare', repository, bare]);
      await git(bare, ['config', 'diff.external', evil]);
      await hooks(join(bare, 'hooks'), evil);
    },
    control: ['-C', 'vendor', 'diff', 'HEAD~1', 'HEAD'],
  },
];
