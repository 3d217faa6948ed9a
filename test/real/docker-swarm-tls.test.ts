import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { DockerSwarmEndpoint } from '../../contract/endpoint-kinds/docker-swarm';
import { makeSignedCertificate } from '../support/certificates';
import { startDockerd, type Dockerd } from '../support/dockerd';
import { startDockerWay } from '../support/docker-way';
import { deploy, failureOf, never, orderOf, targetOf } from '../support/endpoint-orders';
import { relayFrom } from '../support/namespace-relay';
import { proves, ranAgainst } from '../support/proves';
import { running, swarmEndpoint } from '../support/swarm-rig';
import { better, endpointOf, good, images, specOf } from '../support/swarm-service';

interface TlsRig {
  readonly engine: Dockerd;
  readonly folder: string;
  readonly origin: string;
  readonly keys: { readonly client: string; readonly stranger: string };
  readonly config: (more?: Partial<DockerSwarmEndpoint>) => DockerSwarmEndpoint;
}

const test = base.extend<object, { tls: TlsRig }>({
  tls: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'humdrum-tls-'));
      const [client, stranger] = [makeSignedCertificate(folder, 'shop'), makeSignedCertificate(folder, 'stranger')];
      await writeFile(join(folder, 'nonsense.pem'), 'not a certificate');
      const more = [
        '--host=tcp://127.0.0.1:2376',
        '--tlsverify',
        `--tlscacert=${join(folder, 'shop-ca.pem')}`,
        `--tlscert=${join(folder, 'shop.pem')}`,
        `--tlskey=${join(folder, 'shop-key.pem')}`,
      ];
      const engine = await startDockerd({ swarm: '127.0.0.1', images, more });
      await engine.docker.createService(specOf('shop'));
      const socket = join(folder, 'relay.sock');
      const endRelay = await relayFrom(engine.namespace, 2376, socket);
      const way = await startDockerWay(socket);
      const origin = `https://127.0.0.1:${way.port}`;
      await use({
        engine,
        folder,
        origin,
        keys: { client: client.key, stranger: stranger.key },
        config: (more) =>
          endpointOf(engine, 'shop', {
            host: origin,
            ca: 'shop-ca.pem',
            certificate: 'shop.pem',
            privateKey: '${secret:DOCKER_KEY}',
            ...more,
          }),
      });
      await way.close();
      await endRelay();
      await engine.stop();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.beforeEach(({ tls }, info) => ranAgainst(info, `${tls.engine.version}, mutual TLS`));

test(
  'over mutual TLS a candidate goes out with the key that is kept for that manager',
  proves('docker-swarm', 'deploy', 'observe'),
  async ({ tls }) => {
    const endpoint = swarmEndpoint(tls.folder, { [`${tls.origin} DOCKER_KEY`]: tls.keys.client });
    const target = targetOf(tls.config());
    await expect.poll(() => running(endpoint, target)).toBe(good);
    expect((await deploy(endpoint, orderOf(target, better))).receipt.kind).toBe('accepted');
    expect(await running(endpoint, target)).toBe(better);
    expect((await deploy(endpoint, orderOf(target, good))).receipt.kind).toBe('accepted');
  },
);

const said = async (tls: TlsRig, secrets: Readonly<Record<string, string>>, more: Partial<DockerSwarmEndpoint>) => {
  const endpoint = swarmEndpoint(tls.folder, secrets);
  const target = targetOf(tls.config(more));
  const { receipt, log } = await deploy(endpoint, orderOf(target, better));
  const { outcome } = await endpoint.observe(target, never);
  const all = JSON.stringify({ receipt, log, outcome });
  for (const key of Object.values(tls.keys)) for (const line of key.trim().split('\n')) expect(all).not.toContain(line);
  expect(receipt.kind).toBe('refused');
  expect(await tls.engine.runs()).toEqual([`shop:${good}`]);
  return failureOf(receipt);
};

test(
  'a certificate that the manager does not know is refused, and the key is shown nowhere',
  proves('docker-swarm', 'refused'),
  async ({ tls }) => {
    const secrets = { [`${tls.origin} DOCKER_KEY`]: tls.keys.stranger };
    const failure = await said(tls, secrets, { certificate: 'stranger.pem' });
    expect(failure).toMatchObject({ kind: 'credentials-refused', secrets: ['DOCKER_KEY'] });
    expect(failure).toMatchObject({ said: expect.stringMatching(/bad certificate|unknown ca/) });
  },
);

test(
  'no certificate, another authority, a key for another origin, a file that is none: each is refused, and nothing is sent',
  proves('docker-swarm', 'refused'),
  async ({ tls }) => {
    const mine = { [`${tls.origin} DOCKER_KEY`]: tls.keys.client };
    const { privateKey: _key, certificate: _certificate, ...bare } = tls.config();
    const endpoint = swarmEndpoint(tls.folder);
    expect(failureOf((await deploy(endpoint, orderOf(targetOf(bare), better))).receipt)).toMatchObject({
      kind: 'credentials-refused',
    });
    expect(await said(tls, mine, { ca: 'stranger-ca.pem' })).toMatchObject({
      kind: 'endpoint-unreachable',
      why: expect.stringContaining('verify'),
    });
    const elsewhere = { 'https://127.0.0.1:2376 DOCKER_KEY': tls.keys.client };
    expect(await said(tls, elsewhere, {})).toEqual({ kind: 'secret-missing', name: 'DOCKER_KEY' });
    expect(await said(tls, mine, { certificate: 'gone.pem' })).toMatchObject({ kind: 'file-unreadable' });
    expect(await said(tls, mine, { certificate: 'nonsense.pem' })).toMatchObject({ kind: 'endpoint-unreachable' });
    const plain = tls.origin.replace('https:', 'http:');
    expect(await said(tls, { [`${plain} DOCKER_KEY`]: tls.keys.client }, { host: plain })).toMatchObject({
      kind: 'endpoint-refused',
      status: '400 Bad Request',
    });
  },
);
