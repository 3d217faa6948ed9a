import type { EndpointFailure } from '../failure';
import { nothingDeployed, restWorks, words, type Wording } from './words';

const clockText = (ms: number | null): string => {
  if (ms === null) return '';
  const minutes = Math.round(Math.abs(ms) / 60_000);
  return ` Its clock is ${minutes} min ${ms > 0 ? 'ahead of' : 'behind'} this machine’s, and what expires goes by clocks.`;
};

export const endpointWords: Wording<EndpointFailure> = {
  'endpoint-unreachable': (f) =>
    f.sent === true
      ? words(
          'The answer got lost',
          `${f.where}: ${f.why}`,
          'It may have done what it was asked: what runs is observed, not believed.',
          'Look at what runs before it is sent again.',
        )
      : words(
          'The endpoint can’t be reached',
          `${f.where}: ${f.why}`,
          nothingDeployed,
          'Check that it runs and that this machine may reach it.',
        ),
  'endpoint-hangs': (f) =>
    words(
      'The endpoint does not answer',
      `${f.where} said nothing for ${Math.round(f.afterMs / 1000)} s.`,
      restWorks,
      'Check the endpoint, then observe again.',
    ),
  'endpoint-asked-less': (f) =>
    words(
      'The endpoint does not answer',
      `${f.where} said nothing for ${Math.round(f.afterMs / 1000)} s, ${f.misses} times in a row. Until it answers it is asked less often, about once a minute.`,
      restWorks,
      'Check the endpoint, then read everything again: then it is asked at once.',
    ),
  'endpoint-refused': (f) =>
    words(
      'The endpoint refused',
      `${f.where} answered ${f.status}: ${f.said}`,
      'It says it did nothing; what runs is observed, not believed.',
      'Read what it said, mend it, and promote again.',
    ),
  'endpoint-nonsense': (f) =>
    words(
      'The endpoint’s answer makes no sense',
      `${f.where}: expected ${f.expected}, got: ${f.said}`,
      'Nothing was concluded from it.',
      'Check the address and the pointers in the workspace file.',
    ),
  mixed: (f) =>
    words(
      'Several versions run here',
      `${f.where} runs ${f.versions.join(' and ')} at once.`,
      'Nothing was concluded from it: no one commit runs there.',
      'Wait until all of it runs one version, or see what keeps a part of it from moving; then observe again.',
    ),
  'endpoint-busy': (f) =>
    words(
      'The endpoint asks to be left alone for a while',
      `${f.where} answered ${f.status}${f.retryAfterMs === null ? '' : `: again in ${Math.ceil(f.retryAfterMs / 1000)} s`}.`,
      'It did nothing.',
      'Wait until then, and do it again. A limit that is met often: ask its operators for more.',
    ),
  'credentials-refused': (f) =>
    words(
      'The endpoint refused who asks',
      `${f.where} answered ${f.status}: ${f.said}${clockText(f.clockMs)}`,
      'It did nothing.',
      f.secrets.length === 0
        ? 'Add what it asks for to the workspace file, as a secret.'
        : `Enter ${f.secrets.join(' and ')} again: wrong, expired, or without the right to do this.`,
    ),
  'nothing-runs': (f) =>
    words('Nothing runs here', `${f.where} runs nothing.`, restWorks, 'Promote a candidate to it.'),
  'not-started': (f) =>
    words(
      'The new version did not start',
      `${f.where}: ${f.why}`,
      'What ran before still runs.',
      'Read the log, mend the candidate, promote the next one.',
    ),
  'command-failed': (f) =>
    words(
      'A command failed',
      `${f.command} ended with ${f.code}: ${f.said}`,
      restWorks,
      'Run it by hand to see why, then try again.',
    ),
  'file-unreadable': (f) =>
    words(
      'A file can’t be read',
      `${f.file}: ${f.why}`,
      'Nothing was sent.',
      'Make the file, or mend its path in the workspace file: it has to be inside the folder of that file.',
    ),
  'secret-missing': (f) =>
    words(
      'A secret is missing',
      `No secret ${f.name} is kept on this machine for the address it would be sent to: a secret goes to its own origin only.`,
      'Nothing was sent.',
      `If the address is right, enter the secret for it in Settings, or set HUMDRUM_SECRET_${f.name} for the terminal.`,
    ),
};
