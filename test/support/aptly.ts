import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './endpoint-orders';
import { startServer } from './real-server';

const run = promisify(execFile);

export interface Aptly {
  readonly port: number;
  readonly origin: string;
  /** As it says it itself: `1.5.0+ds1-1+b4`. */
  readonly version: string;
  /** The public folder that apt would be served from. */
  readonly published: string;
  /** The version of the package in the published list that apt reads. */
  readonly inPackages: () => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** A package of one version, in a snapshot called `shop-VERSION`, of a repository of its own. */
const addSnapshot = async (folder: string, api: string, version: string): Promise<void> => {
  const content = join(folder, version);
  await mkdir(join(content, 'DEBIAN'), { recursive: true });
  const fields = {
    Package: 'shop',
    Version: version,
    Architecture: 'all',
    Maintainer: 'Shop <shop@example.org>',
    Description: 'a shop',
  };
  const control = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  await writeFile(join(content, 'DEBIAN', 'control'), control.join(''));
  const file = `shop_${version}_all.deb`;
  await run('dpkg-deb', ['-b', content, join(folder, file)]);
  const form = new FormData();
  form.set('file', new Blob([await readFile(join(folder, file))]), file);
  const repository = `shop-of-${version}`;
  const ask = async (path: string, body: FormData | object | null): Promise<void> => {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${api}/${path}`, {
      method: 'POST',
      ...(body === null || isForm ? {} : { headers: { 'content-type': 'application/json' } }),
      ...(body === null ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`aptly: ${path}: ${await answer.text()}`);
  };
  await ask('repos', { Name: repository });
  await ask(`files/${version}`, form);
  await ask(`repos/${repository}/file/${version}`, null);
  await ask(`repos/${repository}/snapshots`, { Name: `shop-${version}` });
};

/** aptly's REST API on a free port, with a snapshot for each version, the first of them published as `prod`. */
export const startAptly = async (versions: readonly string[]): Promise<Aptly> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-aptly-'));
  const port = await freePort();
  const config = join(folder, 'aptly.conf');
  const architectures = ['all', 'amd64'];
  const unsigned = { gpgDisableSign: true, gpgDisableVerify: true };
  await writeFile(config, JSON.stringify({ rootDir: join(folder, 'root'), ...unsigned, architectures }));
  const origin = `http://127.0.0.1:${port}`;
  const api = `${origin}/api`;
  let version = '';
  const server = await startServer(
    ['aptly', 'api', 'serve', '-no-lock', `-listen=127.0.0.1:${port}`, `-config=${config}`],
    { HOME: folder },
    async () => {
      const said = (await (await fetch(`${api}/version`)).json()) as { Version: string }; // as: its documented answer
      version = said.Version;
      return true;
    },
  );
  for (const each of versions) await addSnapshot(folder, api, each);
  const body = {
    SourceKind: 'snapshot',
    Sources: [{ Name: `shop-${versions[0] ?? ''}` }],
    Distribution: 'prod',
    Signing: { Skip: true },
    Architectures: architectures,
  };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${api}/publish/:.`, { method: 'POST', headers, body: JSON.stringify(body) });
  const published = join(folder, 'root', 'public');
  return {
    port,
    origin,
    version,
    published,
    inPackages: async () => {
      const list = await readFile(join(published, 'dists', 'prod', 'main', 'binary-all', 'Packages'), 'utf8');
      return /^Version: (.*)$/m.exec(list)?.[1];
    },
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
};
