import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isBelieved, type Entry, type Signature } from '../../contract/entry';
import { isOneOf, readAllowedSigners } from './allowed-signers';
import { checkSignatures, type Checked } from './check-signatures';
import { LedgerTrouble } from './clone';
import { makeFolder } from './durable';
import { entryOf } from './entry-message';
import type { LoggedCommit } from './raw-log';
import type { RunGit } from './run-git';
import { noSigning, readAllowed, type SigningSetup } from './signing-setup';

export interface Signatures {
  /** The `-c` values that git signs with; none where the person does not sign. */
  signing(): Promise<readonly string[]>;
  /** Whether the allowed signers are others than when this was asked last. Starts no process. */
  changed(): Promise<boolean>;
  /** Of a commit just written here. Throws `ledger-unsigned` where its readers would not believe it. */
  own(commit: string, message: string, signal: AbortSignal): Promise<Signature>;
  /** What is to be thought of each commit's signature. Each is checked once, also across restarts. */
  judge(commits: readonly LoggedCommit[], signal: AbortSignal): Promise<readonly Signature[]>;
}

const unsigned: Signature = { kind: 'unsigned' };

const linePattern = /^([0-9a-f]{40,64}) (good|stranger|bad) (SHA256:\S+|-) (.*)$/;

/** What was found before, on disk: a line a commit. A line that is torn is one that is checked again. */
const createKept = (folder: string, name: string) => {
  const file = join(folder, name);
  const known = readFile(file, 'utf8').then(
    (text) =>
      new Map(
        text.split('\n').flatMap((line): readonly (readonly [string, Checked])[] => {
          const [, commit, status, key = '', principal = ''] = linePattern.exec(line) ?? [];
          if (commit === undefined) return [];
          // as: the pattern lets no other word through.
          return [[commit, { status: status as Checked['status'], key: key === '-' ? '' : key, principal }]];
        }),
      ),
    () => new Map<string, Checked>(),
  );
  return {
    get: async (commit: string) => (await known).get(commit),
    put: async (found: ReadonlyMap<string, Checked>) => {
      const sure = [...found].filter(([, { status }]) => status !== 'unchecked');
      for (const [commit, one] of found) (await known).set(commit, one);
      const lines = sure.map(
        ([commit, { status, key, principal }]) => `${commit} ${status} ${key || '-'} ${principal}\n`,
      );
      // Only a cache: what can't be kept is checked again after the next start.
      await makeFolder(folder)
        .then(() => appendFile(file, `\n${lines.join('')}`))
        .catch(() => undefined);
    },
  };
};

/** Whose it is must be who the entry says it is by. */
const signatureOf = (
  checked: Checked,
  allowed: ReadonlyMap<string, readonly string[]>,
  entry: Entry | null,
): Signature => {
  const { status, principal, key } = checked;
  if (status === 'stranger') return { kind: 'stranger', key };
  if (status !== 'good') return { kind: status };
  const by = principal || key;
  const isTheirs = entry === null || isOneOf([...(allowed.get(key) ?? []), principal], entry.by.email);
  return { kind: isTheirs ? 'signed' : 'forged', by, key };
};

/**
 * Signatures made and checked with git's own, by the person's own configuration.
 * @param folder where to keep what was found
 * @param read once, when it is first needed
 */
export const createSignatures = (
  folder: string,
  where: string,
  gitDir: string,
  run: RunGit,
  read: () => Promise<SigningSetup>,
): Signatures => {
  let reading: Promise<SigningSetup> | null = null;
  const setup = (): Promise<SigningSetup> => (reading ??= read().catch(() => noSigning));
  let last: string | null = null;
  let kept: { readonly allowed: string; readonly checked: ReturnType<typeof createKept> } | null = null;

  const keptFor = (allowed: string, { program }: SigningSetup): ReturnType<typeof createKept> => {
    if (kept?.allowed === allowed) return kept.checked;
    const name = createHash('sha256').update(`${program}\n${allowed}`).digest('hex').slice(0, 16);
    kept = { allowed, checked: createKept(folder, name) };
    return kept.checked;
  };

  const signatures: Signatures = {
    signing: async () => {
      const { key, program } = await setup();
      if (key === null) return [];
      const own = program === null ? [] : [`gpg.ssh.program=${program}`];
      return ['gpg.format=ssh', `user.signingkey=${key}`, ...own];
    },
    changed: async () => {
      const before = last;
      last = await readAllowed(await setup());
      return before !== null && before !== last;
    },
    judge: async (commits, signal) => {
      if (commits.every(({ seal }) => seal === 'none')) return commits.map(() => unsigned);
      const how = await setup();
      const text = await readAllowed(how);
      const known = keptFor(text, how);
      const sealed = commits.filter(({ seal }) => seal === 'ssh').map(({ commit }) => commit);
      const fresh: string[] = [];
      for (const commit of sealed) if (!(await known.get(commit))) fresh.push(commit);
      if (fresh.length > 0) await known.put(await checkSignatures(gitDir, run, how, fresh, signal));
      const allowed = readAllowedSigners(text);
      return Promise.all(
        commits.map(async ({ commit, message, seal }): Promise<Signature> => {
          if (seal === 'none') return unsigned;
          const checked = seal === 'ssh' ? await known.get(commit) : undefined;
          return checked ? signatureOf(checked, allowed, entryOf(message)) : { kind: 'bad' };
        }),
      );
    },
    own: async (commit, message, signal) => {
      if ((await setup()).key === null) return unsigned;
      const [signature = unsigned] = await signatures.judge([{ commit, message, seal: 'ssh' }], signal);
      if (isBelieved(signature)) return signature;
      const whose = 'by' in signature ? `is ${signature.by}’s, not ${entryOf(message)?.by.email}’s` : 'does not verify';
      const why = `by your allowed signers the signature of your key ${whose}, and nobody would believe the entry`;
      throw new LedgerTrouble({ kind: 'ledger-unsigned', ledger: where, why });
    },
  };
  return signatures;
};
