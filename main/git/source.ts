import { done, failed, type Failure, type Result } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import type { BranchPlace, Source } from '../release/git-ports';
import type { Progress } from '../release/receipt';
import type { AskRemote } from './ask-remote';
import { checkedBranch, pushBranch } from './branch';
import { commitFile, commitSaying, readTextFile } from './branch-file';
import { createBranchReader } from './branch-reader';
import { checkoutTree } from './checkout';
import type { GitContext } from './context';
import type { MirrorKeeper } from './mirror';
import { componentPath, repositoryUrl, type TreePath } from './refs';
import { openComponent } from './walk';

const checkedFile = (file: string): Result<TreePath> => {
  const path = componentPath(file);
  if (path !== null && path !== '') return done(path);
  return failed({ kind: 'no-such', what: 'file of a repository', name: file, known: [] });
};

/** @param componentOf components of the open workspace, by name */
export const createSource = (
  context: GitContext,
  mirrors: MirrorKeeper,
  ask: AskRemote,
  componentOf: (name: string) => Component | undefined,
): Source => {
  const readBranch = createBranchReader(ask);
  const named = (name: string): Result<Component> => {
    const component = componentOf(name);
    return component ? done(component) : failed({ kind: 'no-such', what: 'component', name, known: [] });
  };

  /** Where a branch is, checked: a repository of its own, or the component's. */
  const target = (name: string, repository: string | null, branch: string) => {
    const component = named(name);
    if (!component.ok) return component;
    const url = repositoryUrl(repository ?? component.value.repository);
    if (!url.ok) return url;
    const ref = checkedBranch(url.value, branch);
    return ref.ok ? done({ component: component.value, url: url.value, ref: ref.value }) : ref;
  };

  /** The mirror of the repository a branch is in, brought up to date, and where the branch is. */
  const fresh = async ({ component, repository, branch }: BranchPlace, signal: AbortSignal) => {
    const at = target(component, repository, branch);
    if (!at.ok) return at;
    const there = { ...at.value.component, repository: at.value.url, branch };
    const reading = await mirrors.refresh(there, signal);
    if (!reading.ok) return reading;
    const mirror = await mirrors.open(there);
    return mirror.ok ? done({ ...at.value, mirror: mirror.value, tip: reading.value.mainline }) : mirror;
  };

  const refused = (failure: Failure): Progress => ({ type: 'receipt', receipt: { kind: 'refused', failure } });

  return {
    checkout: async (name, commit, folder, signal) => {
      const component = named(name);
      if (!component.ok) return component;
      const open = await openComponent(mirrors, component.value);
      return open.ok ? checkoutTree(context, open.value, commit, folder, signal) : open;
    },

    readBranch: async (name, repository, branch, signal) => {
      const at = target(name, repository, branch);
      return at.ok ? readBranch(at.value.url, at.value.ref, signal) : at;
    },

    pushBranch: async function* ({ component, repository, branch, commit, lease }, signal) {
      const at = target(component, repository, branch);
      if (!at.ok) return yield refused(at.failure);
      const open = await openComponent(mirrors, at.value.component);
      if (!open.ok) return yield refused(open.failure);
      const { url, ref } = at.value;
      yield* pushBranch(context, readBranch, { mirror: open.value.mirror, url, ref, commit, lease }, signal);
    },

    readFile: async (at, signal) => {
      const file = checkedFile(at.file);
      if (!file.ok) return file;
      const open = await fresh(at, signal);
      if (!open.ok) return open;
      const { mirror, tip } = open.value;
      const text = await readTextFile(context, mirror, tip, file.value, signal);
      return text.ok ? done({ tip, text: text.value }) : text;
    },

    findCommit: async (at, signal) => {
      const open = await fresh(at, signal);
      return open.ok ? commitSaying(context, open.value.mirror, open.value.tip, at.line, signal) : open;
    },

    pushFile: async function* (change, signal) {
      const at = target(change.component, change.repository, change.branch);
      const file = checkedFile(change.file);
      if (!at.ok) return yield refused(at.failure);
      if (!file.ok) return yield refused(file.failure);
      const { url, ref, component } = at.value;
      const open = await mirrors.open({ ...component, repository: url });
      if (!open.ok) return yield refused(open.failure);
      const { onto, text: content, message, by, lease } = change;
      const made = await commitFile(context, open.value, { onto, file: file.value, content, message, by }, signal);
      if (!made.ok) return yield refused(made.failure);
      yield* pushBranch(context, readBranch, { mirror: open.value, url, ref, commit: made.value, lease }, signal);
    },
  };
};
