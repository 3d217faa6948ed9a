import { done, type Result } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import type { Diffs } from '../release/git-ports';
import { configDiff, effectiveConfig } from './config-diff';
import type { GitContext } from './context';
import { createFiles } from './files';
import { globToRegExp } from './globs';
import type { MirrorKeeper } from './mirror';
import { createPatch } from './patch';
import { openComponent, type OpenComponent, type Walk } from './walk';

export const createDiffs = (context: GitContext, mirrors: MirrorKeeper, walk: Walk): Diffs => {
  const files = createFiles(walk);
  const patch = createPatch(context, files);

  const within = async <T>(
    component: Component,
    work: (open: OpenComponent) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const open = await openComponent(mirrors, component);
    return open.ok ? work(open.value) : open;
  };

  return {
    files: (component, range, signal) => within(component, ({ mirror, path }) => files(mirror, range, path, signal)),

    patch: async (component, range, path, whitespace, signal) => {
      const open = await openComponent(mirrors, component);
      return open.ok ? patch(open.value, range, path, whitespace, signal) : { kind: 'failed', failure: open.failure };
    },

    config: (component, from, to, signal) =>
      within(component, (open) => configDiff(context, component, open, from, to, signal)),

    effective: (component, side, signal) =>
      within(component, (open) => effectiveConfig(context, component, open, side, signal)),

    migrations: (component, range, signal) =>
      within(component, async ({ mirror, path }) => {
        if (component.migrations.length === 0) return done([]);
        const listed = await files(mirror, range, path, signal);
        if (!listed.ok) return listed;
        const patterns = component.migrations.map(globToRegExp);
        const own = (file: string): string => (path === '' ? file : file.slice(path.length + 1));
        const touched = listed.value.filter((file) => file.status !== 'deleted').map((file) => file.path);
        return done(touched.filter((file) => patterns.some((pattern) => pattern.test(own(file)))).sort());
      }),
  };
};
