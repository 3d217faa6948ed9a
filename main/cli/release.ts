import pc from 'picocolors';
import { nameOf, shortCommit } from '../../contract/commit';
import type { ReleaseView } from '../../contract/release';
import { cutBeforeText, stateWords, stepWords } from '../../contract/words/release';
import { boxName, boxText } from '../../contract/words/release-page';
import { cutRelease } from '../release/releases/cut';
import { findRelease, readReleases, releaseView } from '../release/releases/read-releases';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

const show = (release: ReleaseView): void => {
  print(
    `${pc.bold(release.name)}  ${pc.dim(`cut from ${release.stage} by ${release.by.name}, ${release.at.slice(0, 16)}, ${shortCommit(release.id)}`)}`,
  );
  print(`  ${release.set.map((one) => `${one.component} ${nameOf(one)}`).join('  ')}`);
  for (const { stage, state, steps, boxes } of release.stages) {
    const open = steps.filter((step) => step.state !== 'there' && step.state !== 'waiting');
    const why = open.map((step) => `${step.component} ${stepWords[step.state]}`).join(', ');
    print(`  ${stage.padEnd(12)} ${stateWords[state]}${why === '' ? '' : pc.dim(`  ${why}`)}`);
    for (const box of boxes) print(`  ${''.padEnd(12)} ${boxName(box)}: ${boxText(box)}`);
  }
};

/** Every release with where it stands. */
export const listReleases = async (options: Common): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const read = await readReleases(session);
    if (!read.ok) return complain(read.failure);
    if (options.json) printJson({ format: 1, releases: read.value });
    else if (read.value.length === 0) print('No release was cut yet.');
    else read.value.forEach(show);
    return 0;
  });

export interface CutOptions extends Common {
  readonly name?: string;
}

export const cutInTerminal = async (stage: string, options: CutOptions): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const { readings } = session;
    const cut = await cutRelease(session, { stage, name: options.name ?? '' });
    if (!cut.ok) return complain(cut.failure);
    const view = await releaseView(session, cut.value);
    // By the ledgers as they were: somebody may have cut it only just now, which another name than the one asked for tells.
    const known = findRelease({ ...session, readings }, view.id).ok;
    const asked = options.name ?? '';
    if (known || (asked !== '' && asked !== view.name)) say(cutBeforeText(stage, view.name));
    if (options.json) printJson({ format: 1, ...view });
    else show(view);
    return 0;
  });
