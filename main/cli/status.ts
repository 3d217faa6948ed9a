import pc from 'picocolors';
import { explain } from '../../contract/explain';
import { nameOf } from '../../contract/commit';
import type { Failure } from '../../contract/failure';
import type { Cell, ComponentView, Snapshot } from '../../contract/snapshot';
import { hotfixWord } from '../../contract/words/hotfix';
import type { StatusJson } from '../../contract/status';
import { coachingText } from '../../contract/words/coaching';
import { counted } from '../../contract/words/counted';
import { lineText, lineUnreadText } from '../../contract/words/line';
import { lineJson, readLine } from './line';
import { print, printJson, withWorkspace, type Common, type ExitCode } from './terminal';

const problemText = (problem: Failure): string => `${explain(problem).title}. ${explain(problem).what}`;

const stageJson = (
  component: ComponentView,
  cell: Cell,
  index: number,
): StatusJson['components'][number]['stages'][number] => {
  const gap = component.gaps[index + 1];
  const { running, problem } = cell;
  return {
    stage: cell.stage,
    environment: cell.environment,
    running: running && {
      commit: running.commit,
      version: running.version,
      observedAt: running.observedAt,
      health: running.health,
    },
    ...(problem ? { problem: problemText(problem) } : {}),
    next: gap
      ? {
          stage: gap.to,
          ahead: gap.ahead,
          behind: gap.behind,
          oldest: gap.oldest,
          objections: gap.objections.map(({ kind, text }) => ({ kind, text })),
        }
      : null,
  };
};

/** The snapshot in the shape of `status --json`. @param unread why nobody knows whether the line is stopped; null: it was read */
export const statusJson = (snapshot: Snapshot, unread: Failure | null): StatusJson => ({
  format: 1,
  workspace: snapshot.workspace.name,
  line: lineJson(snapshot.line),
  ...(unread ? { lineProblem: problemText(unread) } : {}),
  components: snapshot.components.map((component) => ({
    name: component.name,
    mainline: component.mainline && { commit: component.mainline.commit, version: component.mainline.version },
    baseline: component.baseline,
    funnel: component.funnel.map(({ step, changes }) => ({ stage: step, changes })),
    stages: component.cells.map((cell, i) => stageJson(component, cell, i)),
  })),
});

const trouble = (cell: Cell): string => {
  if (cell.problem) return pc.red(explain(cell.problem).title.toLowerCase());
  if (cell.unknownVerdict) return pc.red('unknown verdict');
  if (cell.faulty) return pc.red('faulty');
  if (cell.drifted) return pc.yellow('drift');
  if (cell.hotfix) return pc.yellow(hotfixWord(cell.hotfix));
  if (cell.hold) return pc.yellow('held');
  return cell.running?.health === 'unhealthy' ? pc.red('unhealthy') : '';
};

const row = (component: ComponentView): void => {
  const mainline = component.mainline ? nameOf(component.mainline) : '–';
  print(
    `${pc.bold(component.name)}  ${pc.dim(`mainline ${mainline}`)}${component.mirror.problem ? `  ${pc.red(explain(component.mirror.problem).title)}` : ''}`,
  );
  component.cells.forEach((cell, i) => {
    const gap = component.gaps[i];
    const changes = component.funnel.find((s) => s.step === cell.stage)?.changes ?? '?';
    const running = cell.running ? nameOf(cell.running) : '–';
    const wait = gap?.ahead ? `${gap.ahead} wait${gap.behind ? ` · ${gap.behind} behind` : ''}` : '';
    const why = gap?.objections[0];
    const large = gap?.coaching ? pc.dim(coachingText(component.name, gap.coaching)) : '';
    const next = wait && why ? pc.dim(why.text) : wait ? pc.green(`promote ${component.name} ${cell.stage}`) : '';
    print(
      `  ${cell.stage.padEnd(12)} ${String(changes).padStart(5)}  ${running.padEnd(12)} ${[trouble(cell), wait, next, large].filter(Boolean).join('  ')}`,
    );
  });
};

export const status = async (options: Common): Promise<ExitCode> =>
  withWorkspace(options, async ({ session, snapshot }) => {
    const line = readLine(session);
    const unread = line.ok ? null : line.failure;
    if (options.json) printJson(statusJson(snapshot, unread));
    else {
      if (unread) print(pc.red(lineUnreadText(unread)));
      if (snapshot.line) print(pc.red(lineText(snapshot.line)));
      print(
        `${pc.bold(snapshot.workspace.name)}  ${pc.dim([counted(snapshot.components.length, 'component'), counted(snapshot.stages.length, 'stage')].join(' · '))}`,
      );
      snapshot.components.forEach(row);
    }
    return 0;
  });
