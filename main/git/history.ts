import { commitSchema } from '../../contract/commit';
import { done, type Result } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import type { History, Range } from '../release/git-ports';
import { firstParentBefore } from './ancestry';
import { hasBit } from './bits';
import { createBrought } from './brought';
import { createCandidates } from './candidates';
import { changeFormat, logArgs, parseChanges } from './changes';
import type { GitContext } from './context';
import { createSums, isoOf, type Sum } from './counts';
import { idAt } from './graph-file';
import type { Graphs } from './graphs';
import { createLacked } from './lacked';
import type { MirrorKeeper } from './mirror';
import { createPoints } from './points';
import { createReadChanges } from './read-changes';
import { resolveName } from './resolve';
import { definition, openComponent, type OpenComponent, type Walk } from './walk';

/** Everything is read from mirrors; nothing here talks to a remote. */
export const createHistory = (context: GitContext, mirrors: MirrorKeeper, graphs: Graphs, walk: Walk): History => {
  const sums = createSums(walk, graphs);
  const points = createPoints(context, graphs);
  const candidates = createCandidates(walk, graphs, createReadChanges(context));
  const lacked = createLacked(walk);
  const brought = createBrought(context, walk);

  const within = async <T>(
    component: Component,
    work: (open: OpenComponent) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const open = await openComponent(mirrors, component);
    return open.ok ? work(open.value) : open;
  };

  const each = <T>(component: Component, ranges: readonly Range[], pick: (sum: Sum) => T, signal: AbortSignal) =>
    within(component, async (open) => {
      const all = await sums(open, ranges, signal);
      return all.ok ? done(all.value.map(pick)) : all;
    });

  return {
    counts: (component, ranges, signal) => each(component, ranges, (sum) => sum.changes, signal),
    oldest: (component, ranges, signal) =>
      each(component, ranges, ({ oldest }) => (oldest === null ? null : isoOf(oldest)), signal),

    lacked: (component, range, signal) => within(component, (open) => lacked(open, range, signal)),

    changes: (component, range, limit, signal) =>
      within(component, async ({ mirror, path }) => {
        const args = [...logArgs, changeFormat, `--max-count=${limit}`, ...definition(range, path)];
        const output = await walk(mirror, args, [range.from, range.to], signal);
        return output.ok ? done(parseChanges(output.value.toString('utf8'))) : output;
      }),

    brought: (component, since, commits, signal) => within(component, (open) => brought(open, since, commits, signal)),

    candidates: (component, range, limit, signal) =>
      within(component, (open) => candidates(component, open, range, limit, signal)),

    points: (component, commits, signal) =>
      within(component, ({ mirror }) => points(component, mirror, commits, signal)),

    resolve: (component, named, signal) =>
      within(component, ({ mirror }) => resolveName(context, mirror, named, signal)),

    at: (component, mainline, at, signal) =>
      within(component, async ({ mirror }) => {
        const seconds = Math.floor(Date.parse(at) / 1000);
        const ancestry = (await graphs(mirror))?.ancestry;
        const tip = ancestry?.position(mainline) ?? null;
        if (ancestry && tip !== null) {
          const found = firstParentBefore(ancestry.graph, tip, seconds);
          return done(found === null ? null : commitSchema.parse(idAt(ancestry.graph, found)));
        }
        const args = ['rev-list', '--first-parent', '--max-count=1', `--min-age=${seconds}`, mainline, '--'];
        const output = await walk(mirror, args, [mainline], signal);
        if (!output.ok) return output;
        const id = output.value.toString('latin1').trim();
        return done(id === '' ? null : commitSchema.parse(id));
      }),

    contains: (component, of, ancestor, signal) =>
      within(component, async ({ mirror }) => {
        const ancestry = (await graphs(mirror))?.ancestry;
        const [at, wanted] = [of, ancestor].map((commit) => ancestry?.position(commit) ?? null);
        if (ancestry && typeof at === 'number' && typeof wanted === 'number')
          return done(hasBit(ancestry.reach(at), wanted));
        // A commit is an ancestor when nothing is left of it without the other one's history.
        const args = ['rev-list', '--max-count=1', ancestor, `^${of}`, '--'];
        const output = await walk(mirror, args, [of, ancestor], signal);
        return output.ok ? done(output.value.length === 0) : output;
      }),
  };
};
