import { expect, test } from '@playwright/test';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { apiContract } from '../../contract/api';
import type { Snapshot } from '../../contract/snapshot';
import { cellKey, createActs } from '../../renderer/acts/acts-store';
import { perform } from '../../renderer/acts/perform';
import { createQueries, openLine } from '../../renderer/client';
import { followEngine } from '../../renderer/engine';
import { cornerShop } from '../../renderer/gallery/fixtures/states';
import { createMirror, type Mirror, type MirrorStore } from '../../renderer/store';

// A page's window as far as the line uses it, and engines behind real ports: the preload and main in one step.
const origin = 'app://humdrum';
const windowTo = (connect: (port: MessagePort) => void) => {
  const events = new EventTarget();
  const page = {
    location: { origin },
    postMessage: (_data: unknown, _origin: string, ports: readonly MessagePort[]) => ports.forEach(connect),
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  };
  const say = (data: unknown, from: { readonly source: unknown; readonly origin: string } = { source: page, origin }) =>
    events.dispatchEvent(Object.assign(new Event('message'), { data, ...from }));
  return { page, say };
};

const os = implement(apiContract);
const { components, ...header } = cornerShop;

/** An engine that tells one snapshot and then stays; `promote` never answers. */
const engineCalled = (name: string, stays = true) => {
  const forever = () => new Promise<never>(() => undefined);
  const workspace: Snapshot['workspace'] = { ...header.workspace, name };
  const router = {
    snapshot: os.snapshot.handler(async function* () {
      yield { header: { ...header, workspace }, order: components.map((each) => each.name), changed: components };
      if (stays) await forever();
    }),
    promote: os.promote.handler(forever),
  };
  const handler = new RPCHandler(router);
  return (port: MessagePort): void => {
    handler.upgrade(port);
    port.start();
  };
};

const until = (mirror: MirrorStore, holds: (state: Mirror) => boolean): Promise<void> =>
  new Promise((done) => {
    const look = (state: Mirror): void => {
      if (holds(state)) done();
    };
    mirror.subscribe(look);
    look(mirror.getState());
  });

const rig = (engines: ((port: MessagePort) => void)[]) => {
  const opened: MessagePort[] = [];
  const { page, say } = windowTo((port) => {
    opened.push(port);
    (engines.length > 1 ? engines.shift() : engines[0])?.(port);
  });
  // as: the line needs of a window only what stands above
  globalThis.window = page as unknown as Window & typeof globalThis;
  const line = openLine();
  const mirror = createMirror();
  const acts = createActs();
  const stop = followEngine({ line, mirror, acts, queries: createQueries() });
  const end = (): void => {
    stop();
    for (const port of opened) port.close();
  };
  return { line, mirror, acts, say, end };
};
const isCalled = (name: string) => (state: Mirror) => state.snapshot?.workspace.name === name;

test.describe.configure({ mode: 'serial' }); // one window at a time stands in globalThis

test('an engine that took the place of another is mirrored, and what the old one never answered is lost', async () => {
  const { line, mirror, acts, say, end } = rig([engineCalled('first'), engineCalled('second')]);
  await until(mirror, isCalled('first'));
  expect(mirror.getState().connection).toBe('live');
  const cell = { component: 'catalog', stage: 'staging' };
  const commit = components[0]!.mainline!.commit;
  const promotion = crypto.randomUUID();
  void perform(acts, cell, {
    act: 'promote',
    promotion,
    run: () => line.client.promote({ ...cell, promotion, commit, seen: null }),
  });
  const catalog = mirror.getState().snapshot?.components[0];

  say({ type: 'humdrum:engine-restarted' });
  expect(mirror.getState()).toMatchObject({ connection: 'restarting', snapshot: { workspace: { name: 'first' } } });
  expect(acts.getState()[cellKey(cell)]?.outcome).toEqual({ kind: 'lost' });
  await until(mirror, isCalled('second'));
  expect(mirror.getState().connection).toBe('live');
  expect(mirror.getState().snapshot?.components[0]).toBe(catalog);
  end();
});

test('a stream that ends says that the engine is lost, keeps the last board, and is dialled again', async () => {
  const { mirror, end } = rig([engineCalled('brief', false), engineCalled('next')]);
  await until(mirror, (state) => state.connection === 'lost');
  expect(mirror.getState().snapshot?.workspace.name).toBe('brief');
  await until(mirror, isCalled('next'));
  expect(mirror.getState().connection).toBe('live');
  end();
});

test('only this window’s own word about the engine is heard', async () => {
  const { mirror, say, end } = rig([engineCalled('only')]);
  await until(mirror, isCalled('only'));
  say({ type: 'humdrum:engine-restarted' }, { source: {}, origin });
  say({ type: 'humdrum:engine-lost' }, { source: globalThis.window, origin: 'https://elsewhere.example' });
  say('humdrum:engine-lost');
  expect(mirror.getState().connection).toBe('live');
  say({ type: 'humdrum:engine-lost' });
  expect(mirror.getState().connection).toBe('ended');
  end();
});
