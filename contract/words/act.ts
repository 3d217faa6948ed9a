import { momentOf } from '../moment';
import type { ActFailure } from '../failure';
import { counted, grouped } from './counted';
import { nothingDeployed, shortName, words, type Wording } from './words';

export const actWords: Wording<ActFailure> = {
  objected: (f) =>
    words(
      'Not eligible',
      f.objections.map((o) => o.text).join('\n'),
      nothingDeployed,
      // What lifts several is said once.
      [...new Set(f.objections.map((o) => o.lifts))].join('\n'),
    ),
  moved: (f) =>
    words(
      'It has moved since you looked',
      `${f.environment} runs ${shortName(f.now)} of ${f.component}; you saw ${shortName(f.seen)}.`,
      nothingDeployed,
      'Look at the board again, then decide.',
    ),
  'file-moved': (f) =>
    words(
      'The workspace file has changed since you looked',
      `${f.file} says something else about ${f.component} in ${f.stage} than when you started it.`,
      'Nothing was sent, to the old place or to the new one.',
      'Look at the board again, then decide.',
    ),
  'said-since': (f) =>
    words(
      `${f.what} has changed since you looked`,
      f.by === '' ? 'Somebody took it back.' : `${f.by} has said something else.`,
      'Nothing was written.',
      'Look again, then decide.',
    ),
  'claim-lost': (f) =>
    f.why === 'late'
      ? words(
          'The ledger took too long',
          `${f.environment} was claimed for ${f.component}, but so slowly that others may have concluded that nothing would come.`,
          nothingDeployed,
          'Promote again when the ledger answers as usual.',
        )
      : words(
          'Somebody took it over',
          `Somebody looked into this deployment of ${f.component} to ${f.environment} before it was sent, and ended it.`,
          nothingDeployed,
          'Look at the board again, then decide.',
        ),
  'claim-held': (f) =>
    words(
      'Somebody else is deploying',
      `${f.by} has been deploying ${f.component} to ${f.environment} since ${momentOf(f.since)}.`,
      nothingDeployed,
      'Wait for the verdict, then look again.',
    ),
  withdrawn: (f) =>
    words(
      'Withdrawn',
      `${f.by} stopped it before anything was sent.`,
      nothingDeployed,
      'Start it again when you want to.',
    ),
  'stood-still': (f) =>
    words(
      'The countdown was interrupted',
      `This machine slept, or Humdrum was stopped, while ${f.component} to ${f.stage} was counting down.`,
      'Nothing was sent: after a sleep nothing is caught up.',
      'Look at the board again, then start it again if you still want to.',
    ),
  'no-such': (f) =>
    words(
      `No such ${f.what}`,
      `There is no ${f.what} ${f.name}.`,
      nothingDeployed,
      f.known.length > 0 ? `Known: ${f.known.join(', ')}.` : 'Look at the workspace file.',
    ),
  ambiguous: (f) =>
    words(
      `More than one ${f.what}`,
      `The ids of ${counted(f.known.length, f.what)} begin with ${f.name}.`,
      nothingDeployed,
      `Name one of them in full: ${f.known.join(', ')}.`,
    ),
  'nothing-to-roll-back-to': (f) =>
    words(
      'Nothing to roll back to',
      `No earlier candidate of ${f.component} was verified in ${f.environment}.`,
      nothingDeployed,
      'Promote a candidate that mends it instead.',
    ),
  'not-verified-together': (f) =>
    words(
      'Not verified together',
      `What ${f.stage} runs was not verified there as a whole: ${f.components.join(', ')}.`,
      'No release was cut.',
      `Verify ${f.stage}, or promote what is verified, and cut it then.`,
    ),
  'release-name-taken': (f) =>
    words(
      'The name is taken',
      `Another release is called ${f.name}.`,
      'No release was cut.',
      'Give it another name, or none.',
    ),
  'reason-missing': (f) =>
    words(
      'It takes a reason',
      `${f.what} goes on record, and nobody could tell why.`,
      'Nothing was put on record.',
      'Say why in a few words.',
    ),
  'never-went-out': (f) =>
    words(
      'It did not go out',
      `Deployment ${f.deployment.slice(0, 8)} has no verdict “deployed”.`,
      'Nothing was put on record.',
      'Judge one that was deployed.',
    ),
  'too-long': (f) =>
    words(
      'Too long',
      `${f.what} would have ${counted(f.length, 'character')}; the ledger keeps ${grouped(f.most)}.`,
      'Nothing was kept of it.',
      'Shorten it, and keep it then.',
    ),
  'too-late': () =>
    words(
      'It has been sent',
      'From SENDING on, a deployment can’t be taken back.',
      'It goes on.',
      'Stop waiting if you like; roll back once its verdict is there.',
    ),
  interrupted: (f) =>
    words(
      'A deployment was interrupted',
      f.sent === 'no'
        ? `${f.component} to ${f.stage}, asked for on ${momentOf(f.at)}, had not been sent when Humdrum stopped.`
        : `${f.component} to ${f.stage} was being sent on ${momentOf(f.at)} when Humdrum stopped. Whether it arrived is looked at.`,
      f.sent === 'no' ? nothingDeployed : 'Nothing is sent again.',
      f.sent === 'no' ? 'Promote again when you want to.' : 'Read the verdict on the board.',
    ),
  cancelled: () => words('Stopped', 'You stopped it.', nothingDeployed, 'Start it again when you want to.'),
};
