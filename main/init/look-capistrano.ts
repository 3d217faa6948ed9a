import { join } from 'node:path';
import { placeholderIn, type Findings, type FoundComponent, type FoundTarget } from './findings';
import { pathFrom, type Place } from './looking';
import { listInside, readInside, type Reading } from './read-inside';

// Ruby is read as text, with a pattern for what is looked for; it is never run.

const stageName = /^([\w-]+)\.rb$/;
/** `set :branch, ENV['REF'] || 'main'`, `set :branch, ENV.fetch("REF", "main")`. */
// Within a line: \s would try each of a million empty lines from each of them.
const branchVariable = /^[ \t]*set[ \t]*\(?[ \t]*:branch[ \t]*,.*?\bENV(?:\.fetch\(|\[)[ \t]*["'](\w{1,60})["']/m;

const variableIn = (reading: Reading): string | null =>
  reading.kind === 'text' ? (branchVariable.exec(reading.text)?.[1] ?? null) : null;

/** The stages of a repository with Capistrano's files; nothing where it has none. */
export const lookAtCapistrano = async (place: Place, folder: string, component: FoundComponent): Promise<Findings> => {
  const deployFile = join(folder, 'config', 'deploy.rb');
  const deploy = await readInside(place.root, deployFile);
  const left = deploy.kind === 'left' ? [`${pathFrom(place.base, deployFile)}: ${deploy.why}`] : [];
  if (deploy.kind !== 'text') return { components: [], targets: [], left };
  const stages = (await listInside(place.root, join(folder, 'config', 'deploy'))).flatMap(({ name, is }) =>
    is === 'file' && stageName.test(name) ? [name.replace(/\.rb$/, '')] : [],
  );
  const label = pathFrom(place.base, folder);
  const placeholder = placeholderIn(label);
  if (placeholder !== null) return { components: [], targets: [], left: [`${label}/config/deploy.rb: ${placeholder}`] };
  const prefix = label === '.' ? '' : `${label}/`;
  const targets: FoundTarget[] = [];
  for (const stage of stages.slice(0, 50)) {
    const own = await readInside(place.root, join(folder, 'config', 'deploy', `${stage}.rb`));
    const variable = variableIn(own) ?? variableIn(deploy);
    if (variable === null)
      left.push(`${prefix}config/deploy.rb: nothing sets :branch; say set :branch, ENV.fetch('REF', 'main') there`);
    targets.push({
      component,
      environment: stage,
      endpoint: {
        kind: 'command',
        deploy: ['cap', stage, 'deploy'],
        // No task of Capistrano's own says what runs: docs/init.md has the one that this asks for.
        observe: ['cap', stage, 'humdrum:revision'],
        env: { [variable ?? 'REF']: '${candidate.commit}' },
        pass: ['SSH_AUTH_SOCK'],
        ...(label === '.' ? {} : { folder: label }),
      },
      health: null,
      from: `${prefix}config/deploy/${stage}.rb`,
    });
  }
  if (targets.length > 0)
    left.push(
      `${prefix}config/deploy.rb: what runs can’t be told until it has the task humdrum:revision (docs/init.md)`,
    );
  return { components: [], targets, left: [...new Set(left)] };
};
