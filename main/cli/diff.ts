import pc from 'picocolors';
import { explain } from '../../contract/explain';
import { shortCommit } from '../../contract/commit';
import type { Comparison, ComponentComparison } from '../../contract/diff';
import type { DiffJson } from '../../contract/status';
import { changesText } from '../../contract/words/counted';
import { compare } from '../release/board/compare';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

/** A comparison in the shape of `diff --json`. */
export const diffJson = (comparison: Comparison): DiffJson => ({
  format: 1,
  from: comparison.from,
  to: comparison.to,
  components: comparison.components.map((c) => ({
    name: c.component,
    from: c.from,
    to: c.to,
    ahead: c.ahead,
    behind: c.behind,
    changes: c.changes.map((change) => ({
      commit: change.commit,
      author: change.author.name,
      at: change.at,
      subject: change.subject,
    })),
    late: c.late,
    files: c.files.map(({ path, status, insertions, deletions }) => ({ path, status, insertions, deletions })),
    migrations: c.migrations,
    config: c.config.map(({ key, from, to }) => ({ key, from, to })),
  })),
});

const section = (c: ComponentComparison): void => {
  if (c.problem) return say(`${c.component}: ${explain(c.problem).title}. ${explain(c.problem).what}`);
  const behind = c.behind ? `, ${c.behind} only in the other` : '';
  print(
    `${pc.bold(c.component)}  ${c.from ? shortCommit(c.from) : 'nothing'} → ${c.to ? shortCommit(c.to) : 'nothing'}  ${changesText(c.ahead)}${behind}`,
  );
  for (const change of c.changes) {
    const late = c.late?.commits.includes(change.commit) === true ? pc.yellow(' late') : '';
    print(`  ${pc.yellow(shortCommit(change.commit))} ${change.subject}${late} ${pc.dim(change.author.name)}`);
  }
  if (c.late) print(`  late: joined after release ${c.late.release} was cut`);
  for (const change of c.lost)
    print(`  ${pc.red(`− ${shortCommit(change.commit)}`)} ${change.subject} ${pc.dim(change.author.name)}`);
  for (const migration of c.migrations) print(`  ${pc.magenta('migration')} ${migration}`);
  for (const key of c.config) print(`  ${pc.cyan('config')} ${key.key}: ${key.from ?? '–'} → ${key.to ?? '–'}`);
};

export const diff = async (
  from: string,
  to: string,
  options: Common & { readonly component?: string },
): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const result = await compare(session, { from, to, component: options.component ?? null });
    if (!result.ok) return complain(result.failure);
    if (options.json) printJson(diffJson(result.value));
    else result.value.components.forEach(section);
    return 0;
  });
