import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { json, startPeer, type Peer } from '../support/endpoint-http';
import { deploy, orderOf, targetOf } from '../support/endpoint-orders';
import { proves } from '../support/proves';
import { swarmEndpoint } from '../support/swarm-rig';
import { better, endpointOf, good } from '../support/swarm-service';
import { openTlsFront } from '../support/tls-front';

const service = {
  ID: 'ixg8554zap4r',
  Version: { Index: 13 },
  Spec: {
    Name: 'shop',
    TaskTemplate: { ContainerSpec: { Image: `shop:${good}` } },
    Mode: { Replicated: { Replicas: 1 } },
  },
};

/** What lets bytes that nobody encrypted into the newest connection to a server of TLS, which ends it with an alert. */
const openSpoiler = async (to: string) => {
  const far: Socket[] = [];
  const server = createServer((near) => {
    const on = connect(Number(new URL(to).port), '127.0.0.1');
    far.push(on);
    near.on('error', () => on.destroy());
    on.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.pipe(on);
    on.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  return {
    origin: `https://127.0.0.1:${port}`,
    spoil: () => far.at(-1)?.write(Buffer.from([0x17, 0x03, 0x03, 0, 32, ...Array<number>(32).fill(7)])),
    close: async () => {
      for (const socket of far) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

test(
  'an alert of TLS after the order was heard is no refusal: it may have done it',
  proves('docker-swarm', 'cut'),
  async () => {
    let spoil = (): unknown => null;
    const answer: Peer['answer'] = (seen, response, socket) => {
      if (seen.method === 'POST') return void spoil();
      json(200, seen.url.startsWith('/services/') ? service : [])(seen, response, socket);
    };
    const peer = await startPeer(answer);
    const front = await openTlsFront(peer.origin);
    const between = await openSpoiler(front.origin);
    spoil = between.spoil;
    const folder = await mkdtemp(join(tmpdir(), 'humdrum-alert-'));
    await copyFile(front.authority, join(folder, 'ca.pem'));
    const target = targetOf(endpointOf({ socket: '' }, 'shop', { host: between.origin, ca: 'ca.pem' }));
    const { receipt } = await deploy(swarmEndpoint(folder), orderOf(target, better));
    expect(receipt).toMatchObject({
      kind: 'unclear',
      failure: { kind: 'endpoint-unreachable', why: expect.stringContaining('alert') },
    });
    expect(peer.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
    for (const each of [between, front, peer]) await each.close();
    await rm(folder, { recursive: true });
  },
);
