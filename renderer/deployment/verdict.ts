import type { Deployment, Ending } from '../../contract/deployment';
import { explain } from '../../contract/explain';
import type { Facts } from './facts';

export type VerdictAct = 'roll-back' | 'observe' | 'again' | 'verify' | null;

/** The verdict in words: `title` begins `Deployed`, `Not deployed` or `Unknown`; `act` is the one button. */
export interface VerdictWords {
  /** `none`: nothing is the matter, somebody thought better of it. */
  readonly tone: 'ok' | 'bad' | 'warn' | 'none';
  readonly title: string;
  readonly text: string | null;
  readonly next: string | null;
  readonly act: VerdictAct;
}

const failedWords = (names: readonly string[]): string => `${names.map((name) => `“${name}”`).join(', ')} failed`;

const deployed = (verification: 'passed' | 'failed' | 'void' | 'none' | null, text: string | null): VerdictWords => {
  switch (verification) {
    case 'failed':
      return {
        tone: 'bad',
        title: `Deployed and faulty: ${text ?? 'its verification failed'}`,
        text: null,
        next: 'Roll back, or promote a candidate that mends it.',
        act: 'roll-back',
      };
    case 'void':
      return {
        tone: 'warn',
        title: 'Deployed, its verification does not count',
        text,
        next: 'What was tested together changed meanwhile. Verify again.',
        act: 'verify',
      };
    case 'passed':
      return { tone: 'ok', title: 'Deployed and verified', text, next: null, act: null };
    case 'none':
    case null:
      return { tone: 'ok', title: 'Deployed', text, next: 'Nothing verifies it here.', act: null };
  }
};

const notDeployed = (text: string | null, next: string | null): VerdictWords => ({
  tone: 'bad',
  title: 'Not deployed',
  text,
  next: next ?? 'What ran before still runs. Try again when the reason is gone.',
  act: 'again',
});

const unknown = (text: string | null, next: string | null): VerdictWords => ({
  tone: 'warn',
  title: 'Unknown',
  text: text ?? 'It was sent; what came of it can’t be told.',
  next: next ?? 'Observe again. It stays unknown until somebody looks or says what is known.',
  act: 'observe',
});

const saidAlready = /^(?:Deployed|Not deployed|Unknown)[,:.]\s*(.)/;
/** Without the verdict that the title says already, where the text begins with it. */
const rest = (text: string): string => text.replace(saidAlready, (_, first: string) => first.toUpperCase());

/**
 * From the last event of the stream.
 * @param failing names of the tests that failed
 */
export const verdictOfEnding = (ending: Ending, failing: readonly string[]): VerdictWords => {
  if (ending.kind === 'nothing-sent') {
    const words = explain(ending.failure);
    const tone = ending.failure.kind === 'withdrawn' ? 'none' : 'bad';
    return { ...notDeployed(words.what, words.next), tone, title: `Not deployed: ${words.title}`, act: null };
  }
  const next = ending.next === '' ? null : ending.next;
  if (ending.verdict === 'deployed') {
    const words = deployed(ending.verification, failing.length > 0 ? failedWords(failing) : rest(ending.text));
    return next === null ? words : { ...words, next };
  }
  return ending.verdict === 'unknown' ? unknown(rest(ending.text), next) : notDeployed(rest(ending.text), next);
};

/** From the record: a deployment of before, or a teammate's. null while it goes on. */
export const verdictOfRecord = (record: Deployment): VerdictWords | null => {
  switch (record.state) {
    case 'claimed':
    case 'sending':
      return null;
    case 'withdrawn':
      return {
        ...notDeployed(record.text, 'Nothing was sent.'),
        tone: 'none',
        title: 'Not deployed: Withdrawn',
        act: null,
      };
    case 'deployed': {
      const failed = record.results.filter((result) => !result.passed).map((result) => result.name);
      const words = deployed(record.verification, failed.length > 0 ? failedWords(failed) : record.text);
      if (record.rolledBackBy !== null) return { ...words, next: 'It was rolled back since.', act: null };
      return record.faulty && record.verification !== 'failed'
        ? { ...words, tone: 'bad', title: 'Deployed and faulty: found bad later', act: 'roll-back' }
        : words;
    }
    case 'not-deployed':
      return notDeployed(record.text, null);
    case 'unknown':
      return unknown(record.text, null);
  }
};

/** What is being rolled back at this moment offers no second rollback. */
export const whileRolledBack = (words: VerdictWords, { cell, candidate }: Facts): VerdictWords => {
  const flight = cell?.inFlight;
  return words.act === 'roll-back' && flight?.cause === 'rollback' && flight.from === candidate.commit
    ? { ...words, next: 'It is being rolled back.', act: null }
    : words;
};

const outlived = (record: Deployment, ending: Ending): boolean =>
  ending.kind === 'verdict' &&
  verdictOfRecord(record) !== null &&
  (record.state !== ending.verdict ||
    record.rolledBackBy !== null ||
    (record.faulty && ending.verification !== 'failed'));

/** The newer word wins: the stream tells first, the record knows what came after (resolved, rolled back, found faulty). */
export const verdictOf = (
  record: Deployment | null,
  ending: Ending | null,
  failing: readonly string[],
): VerdictWords | null => {
  if (ending === null) return record === null ? null : verdictOfRecord(record);
  if (record !== null && outlived(record, ending)) return verdictOfRecord(record);
  return verdictOfEnding(ending, failing);
};
