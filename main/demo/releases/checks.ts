import { mainlineOf } from '../history/describe';
import type { WrittenRepository } from '../repositories';

/** A line of checks/results.json. */
export interface DemoCheck {
  readonly component: string;
  readonly commit: string;
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'running';
  readonly at: string;
}

/** Whose acceptance scenarios failed, by label; all other checks of the past passed. */
const failedAcceptance: Readonly<Record<string, string>> = { catalog: 'map', basket: 'red', web: 'greeting' };
/** Components whose newest candidate is still being checked. */
const stillRunning = new Set(['catalog', 'web']);

export const checkNames = ['unit tests', 'acceptance'] as const;

const minutes = 60_000;

const acceptanceOf = (repository: WrittenRepository, mark: number): DemoCheck['result'] => {
  const red = failedAcceptance[repository.name];
  if (red !== undefined && repository.mark(red) === mark) return 'failed';
  return stillRunning.has(repository.name) && repository.mark('main') === mark ? 'running' : 'passed';
};

/** Marks of every candidate of a repository: mainline's first-parent commits, and what a hotfix branch has besides. */
export const candidateMarks = (repository: WrittenRepository): readonly number[] => {
  const hotfixes = [...repository.story.branches].filter(([name]) => name !== 'main').map(([, mark]) => mark);
  return [...new Set([...mainlineOf(repository.story), ...hotfixes])];
};

export const passedChecks = (repository: WrittenRepository, mark: number): boolean =>
  acceptanceOf(repository, mark) === 'passed';

/** What CI knows of every candidate when the demo is opened. */
export const checksOf = (repository: WrittenRepository): readonly DemoCheck[] =>
  candidateMarks(repository).flatMap((mark) => {
    const at = repository.story.commits[mark - 1]?.at ?? 0;
    const common = { component: repository.name, commit: repository.commit(mark) };
    return checkNames.map((name, i) => ({
      ...common,
      name,
      result: name === 'acceptance' ? acceptanceOf(repository, mark) : 'passed',
      at: new Date(at + (i + 1) * 2 * minutes).toISOString(),
    }));
  });
