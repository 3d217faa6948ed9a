import type { RecordFailure } from '../failure';
import { nothingDeployed, shortName, words, type Wording } from './words';

export const recordWords: Wording<RecordFailure> = {
  'not-read': (f) =>
    words(
      'Not read yet',
      `${f.what} has not been read since Humdrum started, so nothing is said about it.`,
      nothingDeployed,
      'Wait a moment, or read everything again.',
    ),
  'journal-unwritable': (f) =>
    words(
      'The journal can’t be written',
      `${f.file}: ${f.why}`,
      'Nothing was sent: what can’t be recorded is not done.',
      'Make room on the disk or make the folder writable, then try again.',
    ),
  'journal-damaged': (f) =>
    words(
      'The journal is damaged',
      `${f.file}: ${f.why}`,
      'Everything before the damage was read; the file was kept.',
      'Look at unfinished deployments on the board and observe them.',
    ),
  'ledger-unreachable': (f) =>
    words(
      'The ledger can’t be reached',
      `${f.ledger}: ${f.why}`,
      'Nothing was sent: a deployment nobody else can see is not started.',
      'Check the network and that you may push to it, then try again.',
    ),
  'ledger-rewritten': (f) =>
    words(
      'The ledger was rewritten',
      `${f.environment} on ${f.ledger} no longer contains ${shortName(f.seen)}, which was seen here.`,
      'Nothing is deployed to it until somebody has looked.',
      'Find out who rewrote it and bring the history back.',
    ),
  'ledger-forged': (f) =>
    words(
      'An entry of the ledger is forged',
      f.signedBy === null
        ? `${shortName(f.commit)} in ${f.environment} on ${f.ledger} says it is by ${f.says}, and its signature does not verify.`
        : `${shortName(f.commit)} in ${f.environment} on ${f.ledger} says it is by ${f.says}, and ${f.signedBy} signed it.`,
      'It and what follows it are not believed, and nothing is deployed to the environment.',
      'Find out who pushed it and take the branch back to the entry before it; or, where the key is theirs, name it in your allowed signers.',
    ),
  'ledger-unsigned': (f) =>
    words(
      'The entry can’t be signed',
      `${f.ledger}: ${f.why}`,
      'Nothing was sent: what you sign elsewhere is not written here without your signature.',
      'Unlock the key of user.signingkey, or take gpg.format = ssh out of your git configuration, then try again.',
    ),
  'ledger-contended': (f) =>
    words(
      'The ledger is busy',
      `${f.tries} tries to write ${f.environment} on ${f.ledger} lost the race.`,
      'Nothing was sent.',
      'Try again in a moment.',
    ),
  'data-folder': (f) =>
    words(
      'Humdrum’s data folder can’t be used',
      `${f.folder}: ${f.why}`,
      nothingDeployed,
      'Make it yours and writable, or name another in HUMDRUM_DATA.',
    ),
};
