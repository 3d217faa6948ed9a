import type { Colleague } from '../people';

// A repository's history as data. Trees, merges and reverts follow from the edits; `unfold` works them out.

export type Edit =
  | { readonly op: 'write'; readonly path: string; readonly text: string }
  /** `from` stands in the file exactly once. */
  | { readonly op: 'replace'; readonly path: string; readonly from: string; readonly to: string }
  | { readonly op: 'append'; readonly path: string; readonly text: string }
  | { readonly op: 'remove'; readonly path: string };

interface Written {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly by: Colleague;
  readonly subject: string;
}

export type Step =
  | (Written & {
      readonly type: 'commit';
      readonly branch: string;
      readonly edits: readonly Edit[];
      readonly label: string | null;
    })
  /** Starts a branch at a label, a tag or another branch's tip. */
  | { readonly type: 'branch'; readonly name: string; readonly from: string }
  /** Into main, with a merge commit. `keep`: the branch stays as a ref. */
  | (Written & { readonly type: 'merge'; readonly branch: string; readonly keep: boolean })
  /** Takes back a labelled commit of main. */
  | (Written & { readonly type: 'revert'; readonly of: string; readonly label: string | null })
  /** An annotated tag at the tip of a branch. */
  | (Omit<Written, 'subject'> & { readonly type: 'tag'; readonly name: string; readonly branch: string });

export interface Story {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** `10-05 09:12` of 2026, UTC: the demo's calendar is fixed, so its commit ids are the same everywhere. */
export const when = (text: string): number => {
  const at = Date.parse(`2026-${text.replace(' ', 'T')}:00.000Z`);
  if (Number.isNaN(at)) throw new Error(`not a time of the demo's calendar: ${text}`);
  return at;
};

export const write = (path: string, text: string): Edit => ({ op: 'write', path, text });
export const replace = (path: string, from: string, to: string): Edit => ({ op: 'replace', path, from, to });
export const append = (path: string, text: string): Edit => ({ op: 'append', path, text });
export const remove = (path: string): Edit => ({ op: 'remove', path });

/** Appends a text to config/<environment>.yml of each environment named. */
export const configure = (texts: Readonly<Record<string, string>>): readonly Edit[] =>
  Object.entries(texts).map(([environment, text]) => append(`config/${environment}.yml`, text));

export const everywhere = (text: string): readonly Edit[] =>
  configure({ dev: text, test: text, staging: text, production: text });

export const commit = (
  at: string,
  by: Colleague,
  subject: string,
  edits: readonly Edit[],
  more: { readonly on?: string; readonly label?: string } = {},
): Step => ({
  type: 'commit',
  at: when(at),
  by,
  subject,
  edits,
  branch: more.on ?? 'main',
  label: more.label ?? null,
});

export const branch = (name: string, from = 'main'): Step => ({ type: 'branch', name, from });

export const merge = (at: string, by: Colleague, name: string, more: { readonly keep?: boolean } = {}): Step => ({
  type: 'merge',
  at: when(at),
  by,
  branch: name,
  subject: `Merge branch '${name}'`,
  keep: more.keep ?? false,
});

export const revert = (at: string, by: Colleague, of: string, subject: string, label?: string): Step => ({
  type: 'revert',
  at: when(at),
  by,
  of,
  subject,
  label: label ?? null,
});

export const tag = (at: string, by: Colleague, name: string, branchName = 'main'): Step => ({
  type: 'tag',
  at: when(at),
  by,
  name,
  branch: branchName,
});
