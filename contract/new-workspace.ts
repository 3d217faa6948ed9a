import { z } from 'zod';
import type { Failure, Result } from './failure';
import type { Workspace } from './workspace';

/** A line of a proposed workspace file, and what of the machine says so; null where it is only the form of the file. */
export interface ProposedLine {
  readonly text: string;
  readonly from: string | null;
}

/** A workspace file that nobody has written yet. */
export interface Proposal {
  /** Where it would stand, absolute: what is relative in it is relative to that. */
  readonly file: string;
  readonly lines: readonly ProposedLine[];
  /** What was seen and is not in it, and why; and what has to be done before it works. */
  readonly notes: readonly string[];
  /** Why our own reader would refuse it; null: it reads. */
  readonly problem: Failure | null;
}

/** What a text says that reads as a workspace file. */
export interface CheckedText {
  readonly acts: Workspace['acts'];
  readonly components: number;
  readonly targets: number;
}

/** What one target answered when it was asked what it runs; nothing was deployed. */
export interface TestedTarget {
  readonly component: string;
  readonly stage: string;
  readonly answers: boolean;
  readonly text: string;
}

/** What a test of connections says: each target as it answers, and all of them last. */
export type TestingEvent =
  | { readonly type: 'tested'; readonly target: TestedTarget; readonly of: number }
  | { readonly type: 'ended'; readonly result: Result<readonly TestedTarget[]> };

const path = z.string().min(1).max(4096);
const place = z.string().trim().min(1).max(500).nullable().default(null);

/** What is looked at for a proposal: folders of this machine, and what else a person names. */
export const proposeInput = z.object({
  folders: z.array(path).min(1).max(20),
  /** Where the file would stand; null: `humdrum.yml` in the first folder. */
  file: path.nullable().default(null),
  /** `unix:///var/run/docker.sock`, or the address of a manager. */
  swarm: place,
  argoCd: place,
  /** An organisation or a user. */
  github: place,
  githubApi: z.string().min(1).max(500).default('https://api.github.com'),
  /** A group, with its path. */
  gitlab: place,
  gitlabApi: z.string().min(1).max(500).default('https://gitlab.com/api/v4'),
});
export type ProposeInput = z.infer<typeof proposeInput>;

/** Less than a message may have: what is not plain takes more of it. */
export const textInput = z.object({ file: path, text: z.string().max(180_000) });
export type TextInput = z.infer<typeof textInput>;

/** `hash`: of the acts that the person has read and agreed to. */
export const testTextInput = textInput.extend({ hash: z.string().max(128) });
export type TestTextInput = z.infer<typeof testTextInput>;
