import type { Iso } from '../../../contract/commit';
import type { Failure } from '../../../contract/failure';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import type { Target } from '../../../contract/workspace';
import { plainUrl } from '../../http/secret-text';
import type { Endpoint, Observation, Order } from '../../release/ports';
import type { Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import { configFor } from '../config-of';
import { readHealth, withHealth } from '../health';
import { observeAt } from '../http/observe-url';
import { orderValues, targetValues } from '../target-values';
import { within } from '../within';
import { candidatesOf } from './candidate-tags';
import { readManifest } from './manifest';
import { moveTag, type TagPlace } from './move-tag';
import { openRegistry, type Tokens } from './registry';
import { revisionOf } from './revision';

export interface OciTagOptions {
  readonly secrets: Secrets;
  readonly now: () => Iso;
}

type Outcome = Observation['outcome'];

const observeMs = 9000;
const readMs = 3000;
/** What a digest was built from never changes; this many are remembered. */
const remembered = 500;

const configOf = configFor('oci-tag');

/** The environment follows a tag in a registry: to deploy is to move the tag to the candidate's digest. */
export const createOciTagEndpoint = ({ secrets, now }: OciTagOptions): Required<Endpoint> => {
  const tokens: Tokens = new Map();
  const revisions = new Map<string, string>();

  const placeOf = (target: Target, values: PlaceholderValues, actions: 'pull' | 'pull,push'): TagPlace => {
    const config = configOf(target);
    const registry = openRegistry(config, values, secrets, actions, tokens);
    const name = `${plainUrl(config.registry, values)?.host ?? config.registry}/${fill(config.repository, values)}`;
    const tagged = (tag: string): string => `${name}:${fill(tag, values)}`;
    return { config, registry, name: tagged(config.tag), candidate: tagged(config.candidate) };
  };

  /** What the tag's image was built from: its own word, else the candidate's tag that has the same digest. */
  const readTag = async (target: Target, signal: AbortSignal): Promise<Outcome> => {
    const values = targetValues(target);
    const { config, registry, name } = placeOf(target, values, 'pull');
    const unreadable = (failure: Failure): Outcome => ({ kind: 'unreadable', failure });
    const running = (named: string): Outcome => ({ kind: 'running', named, health: 'unknown', healthText: null });
    const read = await readManifest(registry, config.tag, readMs, signal);
    if ('failure' in read) return unreadable(read.failure);
    if (read.manifest === null) return { kind: 'nothing' };
    const { digest } = read.manifest;
    const key = `${name} ${digest}`;
    const known = revisions.get(key);
    if (known !== undefined) return running(known);
    const built = await revisionOf(registry, read.manifest, readMs, signal);
    if ('failure' in built) return unreadable(built.failure);
    if (built.revision !== null) {
      if (revisions.size >= remembered) revisions.clear();
      revisions.set(key, built.revision);
      return running(built.revision);
    }
    const tagged = await candidatesOf(registry, digest, config.candidate, values, readMs, signal);
    if ('failure' in tagged) return unreadable(tagged.failure);
    const [only, another] = tagged.named;
    if (only !== undefined && another === undefined) return running(only);
    const expected = 'an image with the label org.opencontainers.image.revision, or one candidate tag with its digest';
    const said =
      only === undefined ? `${digest}, which no candidate tag has` : `${digest} of ${tagged.named.join(' and ')}`;
    return unreadable({ kind: 'endpoint-nonsense', where: name, expected, said });
  };

  const read = (target: Target, signal: AbortSignal): Promise<Outcome> => {
    const { observe, registry } = configOf(target);
    const hangs: Failure = { kind: 'endpoint-hangs', where: registry, afterMs: observeMs };
    return within<Outcome>(
      observeMs,
      signal,
      (signal) =>
        observe === undefined ? readTag(target, signal) : observeAt(observe, targetValues(target), secrets, signal),
      () => ({ kind: 'unreadable', failure: hangs }),
    );
  };

  const find = async (order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
    const { config, registry, name, candidate } = placeOf(order.target, orderValues(order), 'pull');
    const [wanted, now] = await Promise.all([
      readManifest(registry, config.candidate, readMs, signal),
      readManifest(registry, config.tag, readMs, signal),
    ]);
    if ('failure' in wanted) return { kind: 'unclear', failure: wanted.failure };
    if ('failure' in now) return { kind: 'unclear', failure: now.failure };
    if (wanted.manifest === null) {
      const said = 'it is not there any more';
      return {
        kind: 'unclear',
        failure: { kind: 'endpoint-nonsense', where: candidate, expected: 'the candidate’s tag', said },
      };
    }
    if (wanted.manifest.digest !== now.manifest?.digest) return 'unheard of';
    return { kind: 'accepted', text: `${name} is ${wanted.manifest.digest}` };
  };

  return {
    deploy: (order, signal) => moveTag(placeOf(order.target, orderValues(order), 'pull,push'), order, signal),
    find,
    address: (target) => plainUrl(configOf(target).registry, targetValues(target))?.origin ?? '',
    observe: async (target, signal) => {
      const [outcome, health] = await Promise.all([read(target, signal), readHealth(target, signal)]);
      return { readAt: now(), outcome: withHealth(outcome, health) };
    },
  };
};
