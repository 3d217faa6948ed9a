import { milliseconds } from '../../contract/duration';
import { slugOf } from '../../contract/slug';
import type { Stage } from '../../contract/workspace';
import { reservedStages, sameName } from './names';
import { nearest } from './nearest';
import type { Step } from './parsed';
import { daysMistakes } from './days';
import type { Mistake } from './problems';
import type { StageFile, WorkspaceFile } from './schema';

const rules = (stage: StageFile, together: boolean): Stage => ({
  name: stage.name,
  environment: stage.environment ?? stage.name,
  promote: stage.promote,
  rollback: stage.rollback,
  together,
  protected: stage.protected,
  countdownMs: milliseconds(stage.countdown),
  soakMs: milliseconds(stage.soak),
  approvals: stage.approvals,
  batch: stage.batch ?? null,
  freeze: stage.freeze,
  signoffs: stage.signoffs,
});

const bare = (name: string): StageFile => ({
  name,
  promote: 'click',
  rollback: 'click',
  together: false,
  protected: false,
  countdown: '5s',
  soak: '0s',
  approvals: 0,
  freeze: [],
  signoffs: [],
});

/** Stages with their defaults; `together` spreads to every later stage. */
export const stagesOf = (file: WorkspaceFile): readonly Stage[] => {
  let together = false;
  return file.stages.map((entry) => {
    const stage = typeof entry === 'string' ? bare(entry) : entry;
    together ||= stage.together;
    return rules(stage, together);
  });
};

/** Where a stage of the file has the key; a bare name has only itself. */
const pathTo = (file: WorkspaceFile, index: number, key: string): readonly Step[] => {
  const entry = file.stages[index];
  return typeof entry === 'object' && key in entry ? ['stages', index, key] : ['stages', index];
};

/** What is wrong with a stage's name or environment: the first of it, the rest would follow from it. */
const placeMistake = (file: WorkspaceFile, stages: readonly Stage[], stage: Stage, index: number): Mistake | null => {
  const environments = Object.keys(file.environments);
  const before = stages.slice(0, index);
  const name = pathTo(file, index, 'name');
  if (before.some((other) => sameName(other.name) === sameName(stage.name))) {
    return { path: name, found: `a second stage ${stage.name}`, expected: 'a name of its own' };
  }
  if (reservedStages.includes(sameName(stage.name))) {
    const expected = `another name: ${reservedStages.join(' and ')} are steps of every funnel`;
    return { path: name, found: stage.name, expected };
  }
  const path = pathTo(file, index, 'environment');
  if (!environments.includes(stage.environment)) {
    return {
      path,
      found: `the stage ${stage.name} without an environment ${stage.environment}`,
      expected: `one of the environments ${environments.join(', ')}`,
      nearest: nearest(stage.environment, environments),
    };
  }
  if (before.some((other) => other.environment === stage.environment)) {
    return { path, found: `the environment ${stage.environment} of another stage`, expected: 'one of its own' };
  }
  return null;
};

const freezeMistakes = (stage: Stage, index: number): readonly Mistake[] =>
  stage.freeze.flatMap((window, n) => ('from' in window ? daysMistakes(window, ['stages', index, 'freeze', n]) : []));

export const stageMistakes = (file: WorkspaceFile, stages: readonly Stage[]): readonly Mistake[] =>
  stages.flatMap((stage, index) => {
    const place = placeMistake(file, stages, stage, index);
    return [...(place ? [place] : []), ...freezeMistakes(stage, index)];
  });

/** Environments become branches of the ledger, where case and punctuation are lost. */
export const environmentMistakes = (file: WorkspaceFile): readonly Mistake[] => {
  const names = Object.keys(file.environments);
  return names.flatMap((name, index) => {
    const other = names.slice(0, index).find((one) => slugOf(one) === slugOf(name));
    if (other === undefined) return [];
    return [
      {
        path: ['environments', name],
        found: `${name}, too much like ${other}`,
        expected: 'a name of its own',
        at: 'key',
      },
    ];
  });
};
