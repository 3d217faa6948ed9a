import { done, failed, type Result } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import type { Source } from '../release/git-ports';
import type { AskRemote } from './ask-remote';
import { checkedBranch, pushBranch } from './branch';
import { createBranchReader } from './branch-reader';
import { checkoutTree } from './checkout';
import type { GitContext } from './context';
import type { MirrorKeeper } from './mirror';
import { repositoryUrl } from './refs';
import { openComponent } from './walk';

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
      const open = at.ok ? await openComponent(mirrors, at.value.component) : at;
      if (!at.ok || !open.ok) {
        const failure = at.ok ? (open.ok ? null : open.failure) : at.failure;
        if (failure) yield { type: 'receipt', receipt: { kind: 'refused', failure } };
        return;
      }
      const { url, ref } = at.value;
      yield* pushBranch(context, readBranch, { mirror: open.value.mirror, url, ref, commit, lease }, signal);
    },
  };
};
