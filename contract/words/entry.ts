import { nameOf, shortCommit } from '../commit';
import type { Cause, Entry, EntryKind } from '../entry';
import { counted } from './counted';
import { fixText } from './incident';

/** How an entry sounds; each face gives it a shape and a colour of its own. */
export type Tone = 'ok' | 'warn' | 'bad' | 'none';

/** What one entry of the ledger says, in a few words; who did it stands beside it. */
export interface EntryWords {
  readonly tone: Tone;
  readonly did: string;
  /** A reason or what was found; null where there is nothing to add. */
  readonly detail: string | null;
}

export const kindWords: Readonly<Record<EntryKind, string>> = {
  claimed: 'Promotions and rollbacks',
  sending: 'Sent',
  withdrawn: 'Withdrawn',
  verdict: 'Verdicts',
  resolved: 'Resolved',
  verification: 'Verifications',
  rejected: 'Rejected',
  held: 'Held',
  resumed: 'Resumed',
  adopted: 'Adopted',
  locked: 'Locked',
  unlocked: 'Unlocked',
  approved: 'Approved',
  cut: 'Releases cut',
  'signed-off': 'Signed off',
  'release-notes': 'Release notes',
  'line-stopped': 'Line stopped',
  'line-started': 'Line started',
  judged: 'Brown paper bags judged',
  'incident-opened': 'Incidents opened',
  'incident-closed': 'Incidents closed',
  'handed-over': 'Handed over',
  checked: 'Checks',
};

const causes: Readonly<Record<Cause, string>> = {
  promotion: 'Promoted',
  auto: 'Promoted by itself',
  rollback: 'Rolled back to',
  redeploy: 'Redeployed',
};

const verdicts = {
  deployed: { tone: 'ok', did: 'Deployed' },
  'not-deployed': { tone: 'bad', did: 'Not deployed' },
  unknown: { tone: 'warn', did: 'Unknown whether it was deployed' },
} as const;

const orNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text);

const claimed = (entry: Extract<Entry, { kind: 'claimed' }>): EntryWords => {
  const { candidate, cause, changes, overrides, reason } = entry;
  const carried = changes === null ? '' : `, ${counted(changes, 'change')}`;
  const skipped = overrides.length === 0 ? [] : [`skipped: ${overrides.join(', ')}`];
  return {
    tone: 'none',
    did: `${causes[cause]} ${nameOf(candidate)}${carried}`,
    detail: orNull([...(reason === null ? [] : [reason]), ...skipped].join(' · ')),
  };
};

const verification = ({ outcome, scope, results }: Extract<Entry, { kind: 'verification' }>): EntryWords => {
  const bad = results.find((test) => !test.passed);
  const whole = scope === 'environment' ? 'the whole set' : 'the component';
  if (outcome === 'passed') return { tone: 'ok', did: `Verified ${whole}`, detail: counted(results.length, 'test') };
  if (outcome === 'void')
    return { tone: 'none', did: `Verification of ${whole} is void`, detail: 'it moved meanwhile' };
  return {
    tone: 'bad',
    did: `Verification of ${whole} failed`,
    detail: bad === undefined ? null : `${bad.name}: ${bad.text}`,
  };
};

const checked = ({ name, result, commit, cases }: Extract<Entry, { kind: 'checked' }>): EntryWords => {
  const of = cases === null ? null : `${cases.passed} of ${counted(cases.passed + cases.failed, 'test')} passed`;
  const bad = cases === null || cases.failures.length === 0 ? [] : [cases.failures.join(', ')];
  return {
    tone: result === 'passed' ? 'ok' : 'bad',
    did: `Check ${name} of ${shortCommit(commit)} ${result}`,
    detail: of === null ? null : [of, ...bad].join(': '),
  };
};

export const entryWords = (entry: Entry): EntryWords => {
  switch (entry.kind) {
    case 'claimed':
      return claimed(entry);
    case 'sending':
      return { tone: 'none', did: 'Sent', detail: null };
    case 'withdrawn':
      return { tone: 'none', did: 'Withdrawn before it was sent', detail: orNull(entry.reason) };
    case 'verdict':
      return { ...verdicts[entry.verdict], detail: orNull(entry.text) };
    case 'resolved':
      return {
        ...verdicts[entry.verdict],
        did: `Resolved: ${verdicts[entry.verdict].did.toLowerCase()}`,
        detail: orNull(entry.reason),
      };
    case 'verification':
      return verification(entry);
    case 'rejected':
      return { tone: 'bad', did: `Rejected ${shortCommit(entry.commit)}`, detail: orNull(entry.reason) };
    case 'held':
      return { tone: 'warn', did: 'Held the stage', detail: orNull(entry.reason) };
    case 'resumed':
      return { tone: 'ok', did: 'Resumed the stage', detail: orNull(entry.reason) };
    case 'adopted':
      return { tone: 'none', did: `Adopted ${shortCommit(entry.commit)}`, detail: orNull(entry.reason) };
    case 'locked':
      return { tone: 'warn', did: 'Locked the stage', detail: orNull(entry.reason) };
    case 'unlocked':
      return { tone: 'ok', did: 'Unlocked the stage', detail: orNull(entry.reason) };
    case 'cut':
      return { tone: 'ok', did: `Cut release ${entry.name}`, detail: counted(entry.set.length, 'component') };
    case 'signed-off':
      return { tone: 'ok', did: `Signed off “${entry.box}”`, detail: orNull(entry.note) };
    case 'release-notes':
      return { tone: 'none', did: 'Edited the release notes', detail: null };
    case 'line-stopped':
      return { tone: 'bad', did: 'Stopped the line', detail: orNull(entry.reason) };
    case 'line-started':
      return { tone: 'ok', did: 'Started the line', detail: orNull(entry.reason) };
    case 'judged':
      return entry.judgement === 'confirmed'
        ? { tone: 'warn', did: 'Confirmed a brown paper bag', detail: orNull(entry.reason) }
        : { tone: 'none', did: 'Dismissed a brown paper bag', detail: orNull(entry.reason) };
    case 'incident-opened':
      return { tone: 'bad', did: 'Opened an incident', detail: entry.title };
    case 'incident-closed':
      return { tone: 'ok', did: 'Closed an incident', detail: fixText(entry.fix) };
    case 'handed-over':
      return { tone: 'none', did: 'Handed over', detail: orNull(entry.note) };
    case 'checked':
      return checked(entry);
    case 'approved':
      return { tone: 'ok', did: `Approved ${shortCommit(entry.candidate)}`, detail: null };
  }
};
