import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { ServerPeer } from '@orpc/standard-server-peer';
import { longestMessage, messageSchema } from '../../contract/message';
import type { Engine } from './engine';
import { router } from './router';

/** What Electron's port and a worker's have in common. */
export interface Port {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
}

/** A window has a few dozen calls open. */
const mostOpen = 1000;

const isMessage = (text: string): boolean => {
  try {
    return messageSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
};

const handler = new StandardRPCHandler(router);

/**
 * Answers the contract over a page's port. oRPC's own handler leaves the promise of each message alone, so that one which is none
 * would end the engine; here such a message is dropped and said once a port.
 */
export const servePort = (port: Port, engine: Engine, say: (line: string) => void): void => {
  const peer = new ServerPeer((message) => port.postMessage(message));
  const handle = createServerPeerHandleRequestFn(handler, { context: { engine } });
  let said = false;
  const refuse = (why: string): void => {
    if (!said) say(`A message from the page was refused: ${why}. Nothing was done for it.`);
    said = true;
  };
  const receive = async (data: unknown): Promise<void> => {
    if (typeof data !== 'string' || data.length > longestMessage || !isMessage(data)) return refuse('it is no call');
    if (peer.length > mostOpen) return refuse(`${mostOpen} calls are open already`);
    try {
      await peer.message(data, handle);
    } catch (error) {
      refuse(error instanceof Error ? error.message : String(error));
    }
  };
  port.on('message', ({ data }) => void receive(data));
  port.on('close', () => peer.close());
};
