import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { allPorts, defaultBasePort } from '../../main/demo/shop/ports';
import { createServicePorts, servicePorts } from '../../main/endpoints/local/service-ports';

test('a service never listens where another one answers: neither on a port of its workspace, nor on one that is taken', async () => {
  const server = createServer().listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  const first = address.port;
  try {
    const port = createServicePorts(() => [first + 1], { first, end: first + 2 });
    expect(await port()).toBeNull();
    const alone = createServicePorts(() => [], { first, end: first + 1 });
    expect(await alone()).toBeNull();
  } finally {
    server.close();
    await once(server, 'close');
  }
  const again = createServicePorts(() => [], { first, end: first + 1 });
  expect(await again()).toBe(first);
});

test('of many who ask for a port at once no two are given the same', async () => {
  const range = { first: servicePorts.first, end: servicePorts.first + 60 };
  const port = createServicePorts(() => [], range);
  const given = (await Promise.all(Array.from({ length: 40 }, port))).filter((one) => one !== null);
  expect(given.length).toBeGreaterThan(30);
  expect(new Set(given).size).toBe(given.length);
});

test('what the demo answers on is out of the reach of its services', () => {
  expect(Math.min(...allPorts(defaultBasePort))).toBeGreaterThan(servicePorts.end);
});
