import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { json, startPeer, type Peer } from './endpoint-http';
import { freePort } from './endpoint-orders';

export interface ValidatingProxy {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const prism = resolve(__dirname, '../../node_modules/@stoplight/prism-cli/dist/index.js');

/**
 * Stands in front of a fake of ours and holds every request and every answer to a description: what departs from it is answered
 * 422 or 500, with what is wrong.
 */
export const openValidatingProxy = async (description: unknown, upstream: string): Promise<ValidatingProxy> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-contract-'));
  const file = join(folder, 'description.json');
  await writeFile(file, JSON.stringify(description));
  const port = await freePort();
  const args = [prism, 'proxy', '--errors', '-h', '127.0.0.1', '-p', String(port), file, upstream];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  let said = '';
  await new Promise<void>((done, fail) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('is listening')) done();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => fail(new Error(`the proxy ended with ${code}: ${said}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export interface HeldPeer {
  readonly peer: Peer;
  /** Where it is reached through the proxy. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** A server of ours, and its description before it. */
export const startHeldPeer = async (description: unknown): Promise<HeldPeer> => {
  const peer = await startPeer(json(500, {}));
  const proxy = await openValidatingProxy(description, peer.origin);
  return {
    peer,
    origin: proxy.origin,
    close: async () => {
      await proxy.close();
      await peer.close();
    },
  };
};
