import { createHash } from 'node:crypto';
import type { Failure } from '../../../contract/failure';
import { jsonOf } from '../../http/judge';
import { pointAt } from '../../http/pointer';
import type { Registry } from './registry';

export interface Manifest {
  /** As it came: it is what the digest is of. */
  readonly text: string;
  readonly type: string;
  /** `sha256:…` of the text. */
  readonly digest: string;
  readonly json: unknown;
  /** What was asked. */
  readonly where: string;
}

export type ManifestRead = { readonly manifest: Manifest | null } | { readonly failure: Failure };

/** Single images and those of several platforms; a registry answers with another type where one is left out. */
const types = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

export const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** The registry's own word for “there is none”; a 404 of anybody else means nothing. */
const saysNone = (text: string): boolean => {
  try {
    const code = pointAt(JSON.parse(text), '/errors/0/code');
    return code === 'MANIFEST_UNKNOWN' || code === 'NAME_UNKNOWN';
  } catch {
    return false;
  }
};

/** What a tag or a digest stands for; null where the registry says that there is none. @param reference may be a template */
export const readManifest = async (
  registry: Registry,
  reference: string,
  withinMs: number,
  signal: AbortSignal,
): Promise<ManifestRead> => {
  const asked = await registry.ask({ path: `manifests/${reference}`, headers: { accept: types } }, withinMs, signal);
  if ('failure' in asked) return asked;
  const { answer, prepared } = asked;
  const { where } = prepared;
  if (answer.kind === 'answer' && answer.status === 404 && saysNone(answer.text)) return { manifest: null };
  const read = jsonOf(answer, prepared, withinMs);
  if ('failure' in read) return read;
  if (answer.kind !== 'answer') throw new Error('JSON without an answer');
  const digest = digestOf(answer.text);
  const said = answer.headers['docker-content-digest'];
  if (typeof said === 'string' && said.startsWith('sha256:') && said !== digest) {
    return {
      failure: { kind: 'endpoint-nonsense', where, expected: `a manifest whose digest is ${said}`, said: digest },
    };
  }
  const own = pointAt(read.json, '/mediaType');
  const type = typeof own === 'string' ? own : (answer.headers['content-type'] ?? '').replace(/;.*$/, '');
  return { manifest: { text: answer.text, type, digest, json: read.json, where } };
};
