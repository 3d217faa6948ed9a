import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { MessagePortMain } from 'electron';
import type { Engine, HostClient } from './api/engine';
import { servePort } from './api/serve-port';
import { stopCountdowns } from './release/deployment/countdown';
import type { Scripts } from './scripts';
import { createEngine } from './workspace-engine';

// Entry of the engine process (an Electron utilityProcess): no window, no menu; ports come from main.

type Message =
  | { readonly type: 'open'; readonly workspace: string | null; readonly data: string; readonly scripts: Scripts }
  | { readonly type: 'host' | 'client' | 'slept' | 'close' };

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const clients: MessagePortMain[] = [];
let opening: Extract<Message, { type: 'open' }> | null = null;
let engine: Promise<Engine> | null = null;

const serve = async (port: MessagePortMain): Promise<void> => {
  if (!engine) {
    clients.push(port);
    return;
  }
  servePort(port, await engine, say);
  port.start();
};

const begin = (hostPort: MessagePortMain): void => {
  if (!opening) return;
  const host = createORPCClient<HostClient>(new RPCLink({ port: hostPort }));
  hostPort.start();
  const { workspace, data, scripts } = opening;
  engine = createEngine({ file: workspace, data, scripts, host, live: true });
  for (const port of clients.splice(0)) void serve(port);
};

const sleep = (opened: Engine): void => {
  const session = opened.session();
  if (session.ok) stopCountdowns(session.value);
};

process.parentPort.on('message', (event) => {
  const message = event.data as Message; // as: main sends nothing else, and no page can reach this port
  const [port] = event.ports;
  if (message.type === 'open') opening = message;
  else if (message.type === 'host' && port) begin(port);
  else if (message.type === 'client' && port) void serve(port);
  else if (message.type === 'slept') void engine?.then(sleep);
  else if (message.type === 'close')
    void (engine ?? Promise.resolve(null)).then((e) => e?.close()).finally(() => process.exit(0));
});
