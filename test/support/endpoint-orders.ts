import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Commit } from '../../contract/commit';
import type { EndpointConfig } from '../../contract/endpoint';
import type { Target } from '../../contract/workspace';
import type { Endpoint, Order } from '../../main/release/ports';
import type { Progress, Receipt } from '../../main/release/receipt';

export const never = new AbortController().signal;
setMaxListeners(0, never);

/** A port that nobody listened on a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  await new Promise((resolve) => server.close(resolve));
  return port;
};

export const targetOf = (endpoint: EndpointConfig, more: Partial<Target> = {}): Target => ({
  component: 'catalog',
  environment: 'dev',
  stage: 'dev',
  health: null,
  port: null,
  verify: [],
  ...more,
  endpoint,
});

export const orderOf = (target: Target, commit: Commit, id: string = randomUUID()): Order => ({
  id,
  target,
  candidate: {
    id: '0'.repeat(64),
    component: target.component,
    commit,
    version: 'v1.2.3',
    artifact: null,
    config: null,
  },
});

export interface Heard {
  readonly receipt: Receipt;
  readonly steps: readonly string[];
  readonly log: string;
}

/** Deploys to the end; the receipt must come last, and once. */
export const deploy = async (endpoint: Endpoint, order: Order, signal: AbortSignal = never): Promise<Heard> => {
  const all: Progress[] = [];
  for await (const progress of endpoint.deploy(order, signal)) all.push(progress);
  const last = all.pop();
  if (last?.type !== 'receipt' || all.some((p) => p.type === 'receipt'))
    throw new Error('one receipt, as the last word');
  return {
    receipt: last.receipt,
    steps: all.flatMap((p) => (p.type === 'step' ? [p.text] : [])),
    log: all.flatMap((p) => (p.type === 'log' ? [p.text] : [])).join(''),
  };
};

/** The failure of a receipt that is none of acceptance. */
export const failureOf = (receipt: Receipt) => (receipt.kind === 'accepted' ? null : receipt.failure);
