import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ask, type Answer } from '../../main/http/ask';
import { freePort } from './endpoint-orders';
import { expect } from '@playwright/test';

export interface OciRegistry {
  readonly origin: string;
  /** `docker-registry 2.8.2+…`, as it says itself. */
  readonly version: string;
  /** Pushes an image, or several platforms of it, and tags it; returns its digest. */
  readonly push: (repository: string, tag: string, image?: ImageSpec) => Promise<string>;
  /** The digest that a tag has, by the registry's word; null: there is none. */
  readonly digest: (repository: string, tag: string) => Promise<string | null>;
  readonly close: () => Promise<void>;
}

export interface ImageSpec {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Behind an index, with an attestation before it. */
  readonly index?: boolean;
  /** What tells it from others. */
  readonly contents?: string;
}

const imageType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
const accept = [imageType, indexType].join(', ');

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const versionOf = async (): Promise<string> => {
  const { stdout } = await promisify(execFile)('docker-registry', ['--version']);
  return stdout.trim().replace(/^\S+ \S+ v?/, 'docker-registry ');
};

const answerOf = (answer: Answer): Extract<Answer, { kind: 'answer' }> => {
  if (answer.kind === 'answer') return answer;
  throw new Error(`the registry: ${answer.why}`);
};

/**
 * Debian's docker-registry on a free port, its storage in a temporary folder.
 * @param auth lines of its configuration, two spaces in
 * @param headers with which the rig itself comes in
 */
export const startRegistry = async (
  auth: (folder: string) => Promise<string> = async () => '',
  headers: () => Readonly<Record<string, string>> = () => ({}),
): Promise<OciRegistry> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-registry-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const lines = [
    'version: 0.1',
    'log: { level: error }',
    `storage: { filesystem: { rootdirectory: ${join(folder, 'data')} } }`,
    `http: { addr: '127.0.0.1:${port}' }`,
    await auth(folder),
  ];
  await writeFile(join(folder, 'config.yml'), lines.join('\n'));
  const server = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));

  const send = async (method: string, path: string, body?: string, more: Record<string, string> = {}) => {
    const url = new URL(path, origin);
    return answerOf(
      await ask({
        url,
        method,
        headers: { ...headers(), accept, ...more },
        ...(body === undefined ? {} : { body }),
        withinMs: 10_000,
      }),
    );
  };
  await expect
    .poll(
      async () => {
        if (server.exitCode !== null) throw new Error(`docker-registry: ${said}`);
        return (await ask({ url: new URL('/v2/', origin), withinMs: 1000 })).kind;
      },
      { intervals: [20] },
    )
    .toBe('answer');

  const put = async (path: string, body: string, type: string): Promise<string> => {
    const { status, text } = await send('PUT', path, body, { 'content-type': type });
    if (status !== 201) throw new Error(`PUT ${path}: ${status} ${text}`);
    return digestOf(body);
  };
  const blob = async (repository: string, text: string): Promise<{ digest: string; size: number }> => {
    const { headers: given } = await send('POST', `/v2/${repository}/blobs/uploads/`);
    const place = new URL(given.location ?? '', origin);
    place.searchParams.set('digest', digestOf(text));
    const digest = await put(place.href, text, 'application/octet-stream');
    return { digest, size: Buffer.byteLength(text) };
  };
  const push: OciRegistry['push'] = async (repository, tag, image = {}) => {
    const { labels = {}, annotations, index = false, contents = tag } = image;
    const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar', ...(await blob(repository, contents)) };
    const own = {
      architecture: 'amd64',
      os: 'linux',
      config: { Labels: labels },
      rootfs: { type: 'layers', diff_ids: [layer.digest] },
    };
    const config = {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      ...(await blob(repository, JSON.stringify(own))),
    };
    const manifest = JSON.stringify(
      { schemaVersion: 2, mediaType: imageType, config, layers: [layer], ...(annotations ? { annotations } : {}) },
      null,
      3, // An odd layout: whoever writes it anew instead of passing it on changes its digest.
    );
    if (!index) return put(`/v2/${repository}/manifests/${tag}`, manifest, imageType);
    const entry = { mediaType: imageType, size: manifest.length, digest: digestOf(manifest) };
    await put(`/v2/${repository}/manifests/${entry.digest}`, manifest, imageType);
    const manifests = [
      {
        ...entry,
        platform: { architecture: 'unknown', os: 'unknown' },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      },
      { ...entry, platform: { architecture: 'amd64', os: 'linux' } },
    ];
    return put(
      `/v2/${repository}/manifests/${tag}`,
      JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests }),
      indexType,
    );
  };
  return {
    origin,
    version: await versionOf(),
    push,
    digest: async (repository, tag) => {
      const { status, headers: given } = await send('GET', `/v2/${repository}/manifests/${tag}`);
      return status === 404 ? null : String(given['docker-content-digest']);
    },
    close: async () => {
      server.kill('SIGKILL');
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
