import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRepository, type CommitSpec } from './repositories';

const stages = ['dev', 'test', 'production'];

/** A line of commits, each changing one of many files, some as merges of a side line. */
const line = (count: number): readonly CommitSpec[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `c${i}`,
    ...(i > 10 && i % 50 === 0 ? { parents: [`c${i - 1}`, `c${i - 7}`] } : {}),
    files: { [`src/part-${i % 97}.txt`]: `${i}\n` },
    message: `feat(part-${i % 97}): step ${i} (BIG-${i})`,
  }));

/**
 * A workspace of `components` components whose environments follow branches: the first is a repository of `commits` commits, the
 * others are small. Answers its file.
 */
export const buildLargeWorkspace = async (folder: string, components: number, commits: number): Promise<string> => {
  mkdirSync(folder, { recursive: true });
  const names = Array.from({ length: components }, (_, i) => (i === 0 ? 'big' : `part-${String(i).padStart(3, '0')}`));
  for (const [i, name] of names.entries()) {
    const size = i === 0 ? commits : 12 + (i % 9);
    const at = (share: number): string => `c${Math.floor((size - 1) * share)}`;
    const branches = { main: at(1), 'env/dev': at(0.95), 'env/test': at(0.8), 'env/production': at(0.5) };
    await buildRepository(join(folder, `${name}.git`), { commits: line(size), branches });
  }
  const text = [
    'humdrum: 1',
    'name: Large',
    'stages:',
    ...stages.map((s) => `  - name: ${s}`),
    'environments:',
    ...stages.map((s) => `  ${s}: { endpoint: { kind: git-branch, branch: 'env/\${environment}' } }`),
    'components:',
    ...names.flatMap((name) => [`  - name: ${name}`, `    repository: ./${name}.git`, '    branch: main']),
  ];
  writeFileSync(join(folder, 'humdrum.yml'), `${text.join('\n')}\n`);
  return join(folder, 'humdrum.yml');
};
