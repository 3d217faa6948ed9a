import type { OciTagEndpoint } from '../../../contract/endpoint-kinds/oci-tag';
import type { Failure } from '../../../contract/failure';
import { receiptOf } from '../../http/judge';
import type { Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import { readManifest, type Manifest, type ManifestRead } from './manifest';
import type { Registry } from './registry';
import { revisionOf } from './revision';

export interface TagPlace {
  readonly config: OciTagEndpoint;
  readonly registry: Registry;
  /** `registry.example/shop:production`. */
  readonly name: string;
  /** The same of the candidate's tag. */
  readonly candidate: string;
}

const readMs = 10_000;
/** For the last look where nobody waits any more. */
const stoppedMs = 3000;
const putMs = 30_000;

const short = (digest: string): string => digest.slice(0, 19);

/** An image that says it was built from something else is not the candidate, whatever its tag says. */
const contradiction = async (
  { config, registry }: TagPlace,
  { candidate }: Order,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<Failure | null> => {
  // What the environment says itself is what counts there.
  if (config.observe !== undefined) return null;
  const built = await revisionOf(registry, manifest, readMs, signal);
  if ('failure' in built) return built.failure;
  const { revision } = built;
  if (revision === null || !/^[0-9a-f]{7,64}$/i.test(revision)) return null;
  if (candidate.commit.startsWith(revision.toLowerCase())) return null;
  const expected = `an image built from ${candidate.commit}`;
  return { kind: 'endpoint-nonsense', where: manifest.where, expected, said: `one whose label says ${revision}` };
};

/** Puts the same bytes under the environment's tag. */
const put = async ({ config, registry }: TagPlace, manifest: Manifest, signal: AbortSignal): Promise<Receipt> => {
  const request = {
    method: 'PUT',
    path: `manifests/${config.tag}`,
    headers: { 'content-type': manifest.type },
    body: manifest.text,
  };
  const asked = await registry.ask(request, putMs, signal);
  if ('failure' in asked) return { kind: 'refused', failure: asked.failure };
  const { answer, prepared } = asked;
  const receipt = receiptOf(answer, prepared, { accept: [201] }, putMs);
  const said = answer.kind === 'answer' ? answer.headers['docker-content-digest'] : undefined;
  if (receipt.kind !== 'accepted' || said === undefined || said === manifest.digest) return receipt;
  const { where } = prepared;
  const expected = `the digest ${manifest.digest}`;
  return { kind: 'unclear', failure: { kind: 'endpoint-nonsense', where, expected, said: String(said) } };
};

/** What the tag says afterwards decides; the answer only says why it is not there. */
const judge = (name: string, { digest }: Manifest, pushed: Receipt, after: ManifestRead): Receipt => {
  if ('manifest' in after && after.manifest?.digest === digest)
    return { kind: 'accepted', text: `${name} is ${digest}` };
  if (pushed.kind !== 'accepted') return pushed;
  if ('failure' in after) return { kind: 'unclear', failure: after.failure };
  const said = after.manifest?.digest ?? 'no such tag';
  const expected = `${digest} after it was accepted`;
  return { kind: 'unclear', failure: { kind: 'endpoint-nonsense', where: name, expected, said } };
};

/** Moves the environment's tag to what the candidate's tag stands for, and reads it again. */
export async function* moveTag(
  place: TagPlace,
  order: Order,
  signal: AbortSignal,
): AsyncGenerator<Progress, void, undefined> {
  const { config, registry, name } = place;
  const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
  const refuse = (failure: Failure): Progress => receive({ kind: 'refused', failure });

  yield { type: 'step', text: `Reading the candidate’s image and ${name}` };
  const wanted = await readManifest(registry, config.candidate, readMs, signal);
  if ('failure' in wanted) return yield refuse(wanted.failure);
  const { manifest } = wanted;
  if (manifest === null) {
    const where = place.candidate;
    const said = 'the registry has no image under the candidate’s tag';
    return yield refuse({ kind: 'endpoint-refused', where, status: 'MANIFEST_UNKNOWN', said });
  }
  const before = await readManifest(registry, config.tag, readMs, signal);
  if ('failure' in before) return yield refuse(before.failure);
  if (before.manifest?.digest === manifest.digest)
    return yield receive({ kind: 'accepted', text: `${name} was ${manifest.digest} already` });
  const wrong = await contradiction(place, order, manifest, signal);
  if (wrong) return yield refuse(wrong);
  if (signal.aborted) return yield refuse({ kind: 'cancelled' });

  const from = before.manifest === null ? 'nothing' : short(before.manifest.digest);
  yield { type: 'step', text: `Moving ${name} from ${from} to ${short(manifest.digest)}` };
  const pushed = await put(place, manifest, signal);
  yield { type: 'step', text: 'Reading the tag again' };
  // "Stop waiting" has aborted the signal by then, and what the tag says is still worth knowing.
  const after = await readManifest(
    registry,
    config.tag,
    signal.aborted ? stoppedMs : readMs,
    new AbortController().signal,
  );
  yield receive(judge(name, manifest, pushed, after));
}
