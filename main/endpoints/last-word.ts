import type { Failure } from '../../contract/failure';
import { lastLines } from '../processes/last-lines';
import { runCommand, type Command } from '../processes/run-command';
import type { Observation } from '../release/ports';
import type { Receipt } from '../release/receipt';
import { healthIn } from './http/observe-url';

type Outcome = Observation['outcome'];

/** A command that was asked, as it may be shown, and what takes secrets out of its answer. */
export interface Asked {
  readonly where: string;
  readonly mask: (text: string) => string;
}

const keptCharacters = 20_000;

/** What a failure says, without secrets. */
export const maskedFailure = (failure: Failure, mask: (text: string) => string): Failure =>
  failure.kind === 'command-failed' ? { ...failure, said: mask(failure.said) } : failure;

/** Runs a command that answers a question: the last line it prints to stdout, where it ends with 0. */
export const lastWord = async (
  command: Command,
  mask: Asked['mask'],
  signal: AbortSignal,
): Promise<{ readonly word: string } | { readonly failure: Failure }> => {
  let tail = '';
  for await (const event of runCommand(command, signal)) {
    if (event.type === 'output' && event.from === 'stdout') tail = (tail + event.text).slice(-keptCharacters);
    if (event.type !== 'ended') continue;
    if (event.result.ok) return { word: lastLines(tail, 1).trim() };
    return { failure: maskedFailure(event.result.failure, mask) };
  }
  throw new Error('a command without an end');
};

const nonsense = ({ where, mask }: Asked, expected: string, said: string): Failure => ({
  kind: 'endpoint-nonsense',
  where,
  expected,
  said: said === '' ? 'nothing' : mask(said).slice(0, 500),
});

const jsonIn = (text: string): object | null => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' ? json : null;
  } catch {
    return null;
  }
};

/** What a last line says runs. A list of commits, of several machines, must name one. */
export const outcomeOf = (word: string, asked: Asked): Outcome => {
  const json = word.startsWith('{') ? jsonIn(word) : { commit: word === '-' ? null : word };
  const commit: unknown = json === null ? undefined : Reflect.get(json, 'commit');
  const named: readonly unknown[] = Array.isArray(commit) ? commit : [commit];
  const versions = [...new Set(named)].map((one) => (one === null ? 'nothing' : one));
  const readable = versions.filter((one): one is string => typeof one === 'string' && /^\S{1,200}$/.test(one));
  const [first] = readable;
  if (first === undefined || readable.length < versions.length) {
    const expected = 'a commit, an abbreviation, a tag, “-” or { "commit": …, "health": … } as its last line';
    return { kind: 'unreadable', failure: nonsense(asked, expected, word) };
  }
  if (readable.length > 1) {
    return { kind: 'unreadable', failure: { kind: 'mixed', where: asked.where, versions: readable } };
  }
  if (named[0] === null) return { kind: 'nothing' };
  return { kind: 'running', named: first, ...healthIn(json, '/health', asked.mask) };
};

/** What a last line says of an order. */
export const foundOf = (word: string, asked: Asked): Receipt | 'unheard of' => {
  const { where } = asked;
  if (word === 'unheard of') return word;
  if (word === 'accepted') return { kind: 'accepted', text: `${where} says it was accepted` };
  if (word === 'refused') {
    const said = 'it was received, and did not go through';
    return { kind: 'refused', failure: { kind: 'endpoint-refused', where, status: word, said } };
  }
  const expected = 'accepted, refused or unheard of as its last line';
  return { kind: 'unclear', failure: nonsense(asked, expected, word) };
};
