/** A commit as it stands in the repository. */
export interface LoggedCommit {
  readonly commit: string;
  readonly message: string;
  /** `odd`: more than one, which git never writes. Signatures of other kinds than SSH are not looked at: `none`. */
  readonly seal: 'none' | 'ssh' | 'odd';
}

const sealOf = (head: string): LoggedCommit['seal'] => {
  const seals = head.match(/^gpgsig(?= ).*$/gm) ?? [];
  if (!seals.some((line) => line === 'gpgsig -----BEGIN SSH SIGNATURE-----')) return 'none';
  return seals.length === 1 ? 'ssh' : 'odd';
};

/**
 * Reads `git log -z --format=raw`: the one format that says whether a commit is signed without checking it, which starts two processes
 * for each. Messages are indented by four spaces.
 */
export const readRawLog = (text: string): readonly LoggedCommit[] =>
  text
    .split('\0')
    .filter((one) => one !== '')
    .map((one) => {
      const end = one.indexOf('\n\n');
      const head = end === -1 ? one : one.slice(0, end);
      const message = end === -1 ? '' : one.slice(end + 2).replaceAll(/^ {4}/gm, '');
      return { commit: /^commit ([0-9a-f]+)/.exec(head)?.[1] ?? '', message, seal: sealOf(head) };
    });
