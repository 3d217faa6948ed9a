import { createHash } from 'node:crypto';
import { z } from 'zod';
import { commitSchema, type Commit } from '../../contract/commit';

const entrySchema = z.object({ name: z.string(), id: commitSchema, peeled: commitSchema.nullable() }).readonly();
export const listingSchema = z
  .object({
    /** The remote's HEAD, as a full ref; null where it is detached or absent. */
    head: z.string().nullable(),
    headId: commitSchema.nullable(),
    /** Branches and tags, sorted by name. `peeled`: what an annotated tag stands for. */
    refs: z.array(entrySchema).readonly(),
  })
  .readonly();
/** What a remote says it has. */
export type Listing = z.infer<typeof listingSchema>;

/** The ledger's branches move with every entry and are nobody's mainline: mirrors leave them out. */
export const ledgerRefs = 'refs/heads/humdrum/';
const isWanted = (name: string): boolean =>
  (name.startsWith('refs/heads/') && !name.startsWith(ledgerRefs)) || name.startsWith('refs/tags/');

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

const idOf = (text: string | undefined): Commit | null => {
  const parsed = commitSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
};

/** Reads `git ls-remote --symref`: `<id>\t<ref>`, peeled tags as `<ref>^{}`, `ref: <ref>\tHEAD`. */
export const parseLsRemote = (text: string): Listing => {
  const refs = new Map<string, { name: string; id: Commit; peeled: Commit | null }>();
  let head: string | null = null;
  let headId: Commit | null = null;
  for (const line of text.split('\n')) {
    const [left = '', name = ''] = line.split('\t');
    if (name === 'HEAD' && left.startsWith('ref: ')) head = left.slice(5);
    const id = idOf(left);
    if (id === null) continue;
    if (name === 'HEAD') headId = id;
    const peels = name.endsWith('^{}') ? refs.get(name.slice(0, -3)) : undefined;
    if (peels) peels.peeled = id;
    else if (isWanted(name)) refs.set(name, { name, id, peeled: null });
  }
  return { head, headId, refs: [...refs.values()].sort(byName) };
};

export const refFormat = '--format=%(objectname)%09%(refname)%09%(*objectname)';

/** Reads `git for-each-ref` with `refFormat`: what a mirror really has. */
export const parseForEachRef = (text: string): Listing['refs'] =>
  text
    .split('\n')
    .flatMap((line) => {
      const [left, name = '', peeled] = line.split('\t');
      const id = idOf(left);
      return id !== null && isWanted(name) ? [{ name, id, peeled: idOf(peeled) }] : [];
    })
    .sort(byName);

/** Hash of HEAD and all refs: equal means that nothing moved. */
export const fingerprint = (listing: Listing): string => {
  const hash = createHash('sha256').update(`${listing.head ?? listing.headId ?? ''}\n`);
  for (const ref of listing.refs) hash.update(`${ref.id} ${ref.name}\n`);
  return hash.digest('hex');
};

const branchesOf = (listing: Listing): Listing['refs'] => listing.refs.filter((r) => r.name.startsWith('refs/heads/'));

export const hasBranches = (listing: Listing): boolean => branchesOf(listing).length > 0;

/** Mainline: the branch asked for, else the remote's HEAD; where that is detached or dangling, main, master or the only branch. */
export const mainlineOf = (
  listing: Listing,
  branch: string | null,
): { readonly branch: string; readonly mainline: Commit } | null => {
  const find = (name: string | null): Listing['refs'][number] | undefined =>
    name === null ? undefined : listing.refs.find((ref) => ref.name === name);
  const branches = branchesOf(listing);
  const only = branches.length === 1 ? branches[0] : undefined;
  const found =
    branch === null
      ? (find(listing.head) ?? find('refs/heads/main') ?? find('refs/heads/master') ?? only)
      : find(`refs/heads/${branch}`);
  return found ? { branch: found.name.slice('refs/heads/'.length), mainline: found.id } : null;
};
