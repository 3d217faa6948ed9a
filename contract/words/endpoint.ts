import type { EndpointFailure } from '../failure';
import { nothingDeployed, restWorks, words, type Wording } from './words';

export const endpointWords: Wording<EndpointFailure> = {
  'endpoint-unreachable': (f) =>
    words(
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
  'secret-missing': (f) =>
    words(
      'A secret is missing',
      `No secret ${f.name} is kept on this machine for the address it would be sent to: a secret goes to its own origin only.`,
      'Nothing was sent.',
      `If the address is right, enter the secret for it in Settings, or set HUMDRUM_SECRET_${f.name} for the terminal.`,
    ),
};
