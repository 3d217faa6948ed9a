import { createORPCClient, DynamicLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { apiContract } from '../contract/api';

/** The engine's commands, queries and streams, derived from the contract. */
export type Client = ContractRouterClient<typeof apiContract>;
export type Orpc = RouterUtils<Client>;

export interface EngineLine {
  readonly client: Client;
  /** Opens a fresh port. Calls on the port before it never answer: whoever waits on one must give up first. */
  readonly reopen: () => void;
}

/** One client for the life of the window; the port under it changes with every engine. */
export const openLine = (): EngineLine => {
  const dial = () => {
    const { port1, port2 } = new MessageChannel();
    const link = new RPCLink({ port: port1 });
    port1.start();
    // The preload takes the port from here and passes it on to main, which hands it to the engine.
    window.postMessage({ type: 'humdrum:port' }, window.location.origin, [port2]);
    return link;
  };
  let link = dial();
  return {
    client: createORPCClient<Client>(new DynamicLink(() => link)),
    reopen: () => {
      link = dial();
    },
  };
};

/** What the engine answers about commits never changes; what is asked again is asked because somebody looked again. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });

const ClientContext = createContext<Client | null>(null);
export const ClientProvider = ClientContext.Provider;

export const useClient = (): Client => {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('useClient needs a ClientProvider above it');
  return client;
};

const utilities = new WeakMap<Client, Orpc>();

/** TanStack Query options for every query of the contract: `useQuery(useOrpc().compare.queryOptions({ input }))`. */
export const useOrpc = (): Orpc => {
  const client = useClient();
  const known = utilities.get(client);
  if (known !== undefined) return known;
  const made = createTanstackQueryUtils(client);
  utilities.set(client, made);
  return made;
};
