import type { Failure } from '../../../contract/failure';
import { jsonOf } from '../../http/judge';
import { pointAt } from '../../http/pointer';
import { digestOf, readManifest, type Manifest } from './manifest';
import type { Registry } from './registry';

/** The standard name: https://specs.opencontainers.org/image-spec/annotations/ */
const revisionKey = 'org.opencontainers.image.revision';

export type Revision = { readonly revision: string | null } | { readonly failure: Failure };

const textAt = (json: unknown, pointer: string): string | null => {
  const found = pointAt(json, pointer);
  return typeof found === 'string' && /^\S{1,200}$/.test(found) ? found : null;
};

const isImage = (entry: unknown): boolean =>
  pointAt(entry, '/platform/architecture') !== 'unknown' &&
  pointAt(entry, '/annotations/vnd.docker.reference.type') === undefined;

/** The first image of several platforms; attestations are none. */
const imageIn = (index: unknown): string | null => {
  const entries = pointAt(index, '/manifests');
  if (!Array.isArray(entries)) return null;
  return textAt(
    entries.find((entry: unknown) => isImage(entry)),
    '/digest',
  );
};

const labelIn = async (registry: Registry, json: unknown, withinMs: number, signal: AbortSignal): Promise<Revision> => {
  const digest = textAt(json, '/config/digest');
  if (digest === null) return { revision: null };
  const asked = await registry.ask({ path: `blobs/${digest}` }, withinMs, signal);
  if ('failure' in asked) return asked;
  const { answer, prepared } = asked;
  // Where contents lie with somebody else, the registry redirects there, and what is meant for one address is not sent to another.
  if (answer.kind === 'answer' && answer.status >= 300 && answer.status < 400) return { revision: null };
  const read = jsonOf(answer, prepared, withinMs);
  if ('failure' in read) return read;
  const own = answer.kind === 'answer' ? digestOf(answer.text) : '';
  if (digest.startsWith('sha256:') && own !== digest) {
    const { where } = prepared;
    return { failure: { kind: 'endpoint-nonsense', where, expected: `what ${digest} is of`, said: own } };
  }
  return { revision: textAt(read.json, `/config/Labels/${revisionKey}`) };
};

/** What an image says it was built from: its annotation, else the label of it or of its first platform; null: it does not say. */
export const revisionOf = async (
  registry: Registry,
  { json }: Manifest,
  withinMs: number,
  signal: AbortSignal,
): Promise<Revision> => {
  const annotated = textAt(json, `/annotations/${revisionKey}`);
  if (annotated !== null) return { revision: annotated };
  const first = imageIn(json);
  if (first === null) return labelIn(registry, json, withinMs, signal);
  const read = await readManifest(registry, first, withinMs, signal);
  if ('failure' in read) return read;
  if (read.manifest === null) return { revision: null };
  const own = textAt(read.manifest.json, `/annotations/${revisionKey}`);
  return own === null ? labelIn(registry, read.manifest.json, withinMs, signal) : { revision: own };
};
