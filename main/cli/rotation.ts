import pc from 'picocolors';
import { mayPractise, nextOf, practiceIn } from '../../contract/rotation';
import { turnText } from '../../contract/words/rotation';
import { readRotation } from '../release/rotation/read-rotation';
import { showNote } from './hand-over';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

/** Whose turn it is at the last stage, and who comes after. */
export const rotation = async (options: Common): Promise<ExitCode> =>
  withWorkspace(options, async ({ session, snapshot }) => {
    const read = await readRotation(session);
    if (!read.ok) return complain(read.failure);
    const { stage, turns, handOver, unread } = read.value;
    if (options.json) {
      printJson({ format: 1, ...read.value });
      return 0;
    }
    if (handOver) showNote(handOver);
    const next = nextOf(read.value);
    if (turns.length === 0) print('Nobody has promoted yet, and the workspace file names nobody.');
    for (const turn of turns)
      print(
        `${turn === next ? pc.green('→') : ' '} ${turn.person.name.padEnd(24)} ${`${turn.promotions} to ${stage}`.padEnd(20)} ${`last ${turn.last?.slice(0, 10) ?? 'never'}`.padEnd(16)} ${pc.dim(turnText(turn, stage))}`,
      );
    const practice = practiceIn(snapshot);
    if (next && mayPractise(next) && practice)
      print(`To practise: humdrum promote ${practice.component} ${practice.stage}`);
    for (const { component, failure } of unread) {
      say(`The waiting changes of ${component} are in nobody’s count:`);
      complain(failure);
    }
    return 0;
  });
