import { entrySchema, type Entry } from '../../contract/entry';

// An entry is the message of a commit without files: a sentence for people, `[skip ci]` for build servers, and the entry as JSON.

const oneLine = (text: string): string => text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();

const sentence = (entry: Entry): string => {
  switch (entry.kind) {
    case 'claimed':
      return `${entry.cause} of ${entry.candidate.version ?? entry.candidate.commit.slice(0, 7)} requested`;
    case 'sending':
      return 'sending';
    case 'withdrawn':
      return 'withdrawn, nothing was sent';
    case 'verdict':
      return `verdict: ${entry.verdict}`;
    case 'resolved':
      return `resolved: ${entry.verdict}`;
    case 'verification':
      return `verification ${entry.outcome}`;
    case 'rejected':
      return `${entry.commit.slice(0, 7)} rejected`;
    case 'adopted':
      return `${entry.commit.slice(0, 7)} adopted`;
    case 'approved':
      return 'approved';
    case 'cut':
      return `release ${entry.name} cut`;
    case 'signed-off':
      return `release ${entry.release.slice(0, 7)} signed off: ${entry.box}`;
    case 'release-notes':
      return `notes of release ${entry.release.slice(0, 7)}`;
    case 'line-stopped':
      return 'the line is stopped';
    case 'line-started':
      return 'the line is started';
    case 'judged':
      return `brown paper bag ${entry.judgement}`;
    case 'incident-opened':
      return `incident: ${entry.title}`;
    case 'incident-closed':
      return `incident closed by ${entry.fix.kind} ${entry.fix.text}`;
    case 'handed-over':
      return 'handed over';
    case 'checked':
      return `check ${entry.name} of ${entry.commit.slice(0, 7)} ${entry.result}`;
    case 'held':
    case 'resumed':
    case 'locked':
    case 'unlocked':
      return entry.kind;
  }
};

export const messageOf = (entry: Entry): string =>
  `${oneLine(`${entry.component || 'all'} in ${entry.environment}: ${sentence(entry)}`)} [skip ci]\n\n${JSON.stringify(entry)}\n`;

/** null for what is no entry, or one of a kind or format that this version does not know. */
export const entryOf = (message: string): Entry | null => {
  const start = message.indexOf('\n\n');
  if (start === -1) return null;
  try {
    const parsed = entrySchema.safeParse(JSON.parse(message.slice(start)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
