import { shortCommit, type Commit } from '../../../contract/commit';
import { done, failed, type Failure, type Result } from '../../../contract/failure';
import type { Source } from '../../release/git-ports';
import type { Progress, Receipt } from '../../release/receipt';
import { within } from '../within';
import { editVersion, readVersion } from './edit';
import { bodyOf, type Wanted } from './wanted';

/** The file as it is to be, on top of the commit it was read from. */
export interface Edited {
  readonly tip: Commit;
  readonly text: string;
  readonly from: string;
}

/** Where a change goes and from where: the environment's branch, or one that proposes it. */
interface Goal {
  readonly branch: string;
  readonly lease: Commit | null;
}

/** For looking again after a push. */
const judgeMs = 15_000;

const refused = (failure: Failure): Receipt => ({ kind: 'refused', failure });
const accepted = (text: string): Receipt => ({ kind: 'accepted', text });
const nonsense = (where: string, expected: string, said: string): Failure => ({
  kind: 'endpoint-nonsense',
  where,
  expected,
  said,
});

/** Changes files of repositories. @param readMs for each reading of one; the first brings all of it */
export const createChange = (source: Source, readMs: number) => {
  const soon = <T>(
    where: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result<T>>,
    ms = readMs,
  ): Promise<Result<T>> => within(ms, signal, work, () => failed({ kind: 'endpoint-hangs', where, afterMs: ms }));

  const readFile = (wanted: Wanted, signal: AbortSignal) =>
    soon(wanted.where, signal, (signal) => source.readFile(wanted.at, signal));

  /** The file with the version in it, or a receipt where there is nothing to change or no way to. Nothing has been sent. */
  const edit = async (wanted: Wanted, signal: AbortSignal): Promise<Edited | Receipt> => {
    const { where, format, key, value } = wanted;
    if (value === '') return refused(nonsense(where, 'a version to write', 'this candidate has none'));
    const read = await readFile(wanted, signal);
    if (!read.ok) return refused(read.failure);
    const { tip, text } = read.value;
    if (text === null) return refused(nonsense(where, 'the file', 'it is not there'));
    const edited = editVersion(text, format, key, value);
    if (edited.kind === 'same') return accepted(`${where} says ${value} already`);
    if (edited.kind === 'wrong') return refused(nonsense(where, edited.expected, 'something else'));
    return { tip, text: edited.text, from: edited.from };
  };

  /** Is the order in the branch, by its line, or says the file what it wanted? */
  const landed = async (wanted: Wanted, signal: AbortSignal): Promise<Result<Receipt | null>> => {
    const { at, where, line, format, key, value } = wanted;
    const found = await soon(where, signal, (signal) => source.findCommit({ ...at, line }, signal));
    if (!found.ok) return found;
    if (found.value !== null) return done(accepted(`${where} has it, as ${shortCommit(found.value)}`));
    const read = await readFile(wanted, signal);
    if (!read.ok) return read;
    const says = read.value.text === null ? null : readVersion(read.value.text, format, key);
    return done(says !== null && 'says' in says && says.says === value ? accepted(`${where} says ${value}`) : null);
  };

  /** Commits the file on top of what was read and moves `goal` there. Answers the push's own words, which are not believed. */
  async function* pushTo(
    goal: Goal,
    wanted: Wanted,
    edited: Edited,
    signal: AbortSignal,
  ): AsyncGenerator<Progress, Receipt, undefined> {
    const message = `${wanted.title}\n\n${bodyOf(wanted)}`;
    const { text, tip: onto } = edited;
    const push = { ...wanted.at, ...goal, text, message, by: wanted.by, onto };
    let receipt = refused({ kind: 'cancelled' });
    for await (const progress of source.pushFile(push, signal)) {
      if (progress.type === 'receipt') receipt = progress.receipt;
      else yield progress;
    }
    return receipt;
  }

  const tipOf = (wanted: Wanted, branch: string, signal: AbortSignal, ms = readMs): Promise<Result<Commit | null>> => {
    const { component, repository } = wanted.at;
    return soon(wanted.where, signal, (signal) => source.readBranch(component, repository, branch, signal), ms);
  };

  /** What the branch says after a push decides; the push's own words only say why it is not there. */
  const judge = async (wanted: Wanted, edited: Edited, pushed: Receipt): Promise<Receipt> => {
    const { at, where } = wanted;
    // "Stop waiting" has aborted the signal by then, and what the branch says is still worth knowing.
    const still = new AbortController().signal;
    const ms = Math.min(readMs, judgeMs);
    // Before it is looked for: a push that lands between the two has moved the branch, and would be taken for somebody else's.
    const tip = await tipOf(wanted, at.branch, still, ms);
    const inBranch = await soon(where, still, (signal) => landed(wanted, signal), ms);
    if (inBranch.ok && inBranch.value !== null) return inBranch.value;
    if (pushed.kind === 'refused') return pushed;
    if (!inBranch.ok) return { kind: 'unclear', failure: inBranch.failure };
    if (!tip.ok || tip.value === edited.tip)
      return pushed.kind === 'unclear'
        ? pushed
        : { kind: 'unclear', failure: nonsense(where, 'the commit that was pushed', 'the branch has not moved') };
    // Pushed was: from `tip` or not at all. The branch is elsewhere without it, so it never comes.
    const moved = `somebody else moved the branch to ${tip.value === null ? 'nothing' : shortCommit(tip.value)} meanwhile`;
    if (pushed.kind === 'unclear')
      return refused({ kind: 'endpoint-refused', where, status: 'not changed', said: moved });
    return { kind: 'unclear', failure: nonsense(where, 'the commit that was pushed', moved) };
  };

  async function* push(wanted: Wanted, edited: Edited, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    yield { type: 'step', text: `Changing ${wanted.key} from ${edited.from} to ${wanted.value}` };
    const pushed = yield* pushTo({ branch: wanted.at.branch, lease: edited.tip }, wanted, edited, signal);
    yield { type: 'step', text: 'Reading the branch again' };
    yield { type: 'receipt', receipt: await judge(wanted, edited, pushed) };
  }

  /** Is a branch's newest commit one of ours, of whichever order? */
  const isOurs = async (wanted: Wanted, branch: string, tip: Commit, signal: AbortSignal): Promise<Result<boolean>> => {
    const at = { ...wanted.at, branch, line: 'Humdrum-Deployment: ' };
    const found = await soon(wanted.where, signal, (signal) => source.findCommit(at, signal));
    return found.ok ? done(found.value === tip) : found;
  };

  return { edit, landed, push, pushTo, tipOf, isOurs };
};

export type Change = ReturnType<typeof createChange>;
