import { z } from 'zod';
import type { Iso, Person } from './commit';
import type { TestResult } from './entry';
import type { Failure } from './failure';
import type { Release, ReleaseState, SignOffBox } from './release';
import { mostNotes } from './release-notes';

/** Its id, or its name. */
const release = z.string().min(1).max(200);

export const releasePageInput = z.object({ release, stage: z.string().min(1).max(200) });
export type ReleasePageInput = z.infer<typeof releasePageInput>;

/** Empty notes: the draft again. `seen`: when the notes were edited that these take the place of; null: never. Absent: whatever stands there. */
export const keepNotesInput = z.object({
  release,
  notes: z.string().max(mostNotes),
  seen: z.iso.datetime().nullable().optional(),
});
export type KeepNotesInput = z.infer<typeof keepNotesInput>;

export const signOffInput = z.object({ release, box: z.string().min(1).max(100), note: z.string().max(2000) });
export type SignOffInput = z.infer<typeof signOffInput>;

/** The last verification of a part of the set, at one stage. */
export interface Tested {
  /** null: the environment as a whole. */
  readonly component: string | null;
  readonly outcome: 'passed' | 'failed' | 'void';
  readonly at: Iso;
  readonly results: readonly TestResult[];
}

export interface TestedAt {
  readonly stage: string;
  /** The whole first, then each component that has tests of its own. */
  readonly tests: readonly Tested[];
  /** Components of the set that no verification there speaks of. */
  readonly untested: readonly string[];
}

/** What is known to be wrong at a stage. */
export type KnownProblem =
  | { readonly kind: 'incident'; readonly component: string; readonly title: string; readonly since: Iso }
  | { readonly kind: 'faulty'; readonly component: string; readonly tests: readonly string[] }
  | { readonly kind: 'unknown-verdict'; readonly component: string; readonly since: Iso }
  /** What runs there can't be told right now. */
  | { readonly kind: 'unreadable'; readonly component: string };

/** Somebody to call; `next`: it is their turn. */
export interface Callable {
  readonly person: Person;
  readonly next: boolean;
}

/** Everything that people who do not read commits are told of a release, before it goes to a stage and after. */
export interface ReleasePage {
  readonly workspace: string;
  readonly release: Release;
  readonly stage: string;
  readonly state: ReleaseState;
  /** When the last part of it went out there; null: nothing of it has. */
  readonly wentOut: Iso | null;
  /** When this was read. */
  readonly at: Iso;
  /** Markdown, made of the changes. */
  readonly draft: string;
  /** Markdown: as somebody edited them, else the draft. */
  readonly notes: string;
  readonly edited: { readonly by: Person; readonly at: Iso } | null;
  readonly tested: readonly TestedAt[];
  readonly problems: readonly KnownProblem[];
  readonly people: readonly Callable[];
  readonly boxes: readonly SignOffBox[];
  /** Components whose changes could not be read: the draft lacks them. */
  readonly unread: readonly { readonly component: string; readonly failure: Failure }[];
}

/** The page, and the two files that can be given to somebody. */
export interface WrittenPage {
  readonly page: ReleasePage;
  readonly html: string;
  readonly markdown: string;
}
