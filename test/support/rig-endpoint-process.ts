import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Behaviour, Heard } from './rig-lines';

// A deployment system of its own process: <folder>. Paths begin with a world and an environment of it. It appends to <folder>/<world> every
// order it receives and what it then runs, however it answers; it knows nothing of idempotency, so an order that comes twice is seen twice.
// PUT …/behaviour says what the next orders meet.

const [folder = ''] = process.argv.slice(2);

interface Place {
  running: string | null;
  behaviour: Behaviour;
  pending: number;
}
const places = new Map<string, Place>();
const placeOf = (name: string): Place => {
  const place = places.get(name) ?? { running: null, behaviour: 'honest', pending: 0 };
  places.set(name, place);
  return place;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const piece of request) body += String(piece);
  return body;
};

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

interface Ordered {
  readonly response: ServerResponse;
  readonly perform: () => void;
  readonly later: () => void;
  readonly elsewhere: string;
}

const drip = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 1000);
  response.write(' ');
  response.on('close', () => clearInterval(timer));
};

const answers: Readonly<Record<Behaviour, (order: Ordered) => void>> = {
  honest: ({ perform, response }) => (perform(), json(response, 200, { ok: true })),
  // Nobody outside can tell which of the two it was.
  hangs: ({ perform }) => (Math.random() < 0.5 ? perform() : undefined),
  'resets-before': ({ response }) => void response.socket?.resetAndDestroy(),
  'resets-after': ({ perform, response }) => (perform(), void response.socket?.resetAndDestroy()),
  'fails-before': ({ response }) => json(response, 500, { error: 'no' }),
  'fails-after': ({ perform, response }) => (perform(), json(response, 500, { error: 'no' })),
  lies: ({ response }) => json(response, 200, { ok: true }),
  truncates: ({ perform, response }) => {
    perform();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"ok":', () => response.socket?.end());
  },
  drips: ({ perform, response }) => (perform(), drip(response)),
  redirects: ({ response, elsewhere }) => void response.writeHead(307, { location: elsewhere }).end(),
  'answers-html': ({ response }) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
  'lands-late': ({ later, response }) => (later(), json(response, 202, { ok: true })),
};

const server = createServer((request, response) => void serve(request, response));

const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await bodyOf(request);
  const [, world = '', environment = '', what = ''] = (request.url ?? '').split('/');
  const place = placeOf(`${world}/${environment}`);
  const note = (heard: Heard): void => appendFileSync(join(folder, world), `${JSON.stringify(heard)}\n`);
  if (what === 'version') return json(response, 200, { commit: place.running });
  if (what === 'pending') return json(response, 200, place.pending);
  if (what === 'behaviour') {
    place.behaviour = body as Behaviour; // as: the rig sends it
    return json(response, 200, null);
  }
  const { id, commit } = JSON.parse(body) as { id: string; commit: string }; // as: the rig's workspace says so
  if (what === 'elsewhere') {
    note({ did: 'followed', id });
    return json(response, 200, { ok: true });
  }
  note({ did: 'got', environment, id, commit });
  const perform = (): void => {
    note({ did: 'runs', environment, id, commit });
    place.running = commit;
  };
  const later = (): void => {
    place.pending += 1;
    setTimeout(
      () => {
        place.pending -= 1;
        perform();
      },
      30 + Math.random() * 900,
    );
  };
  const elsewhere = `http://127.0.0.1:${portOf()}/${world}/${environment}/elsewhere`;
  answers[place.behaviour]({ response, perform, later, elsewhere });
};

const portOf = (): number => (server.address() as AddressInfo).port; // as: it listens on TCP
server.listen(0, '127.0.0.1', () => process.stdout.write(`${portOf()}\n`));
// It ends with the one who started it.
process.stdin.on('end', () => process.exit(0)).resume();
