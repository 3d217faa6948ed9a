import { ok } from 'node:assert';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Engine, HostClient } from '../../main/api/engine';
import { servePort, type Port } from '../../main/api/serve-port';
import { done, failed } from '../../contract/failure';
import { hostContract } from '../../contract/host';
import { settingsSchema } from '../../contract/settings';
import { createFeed } from '../../main/release/board/feed';
import { anyMessage, fateOf, procedures, type Fate } from '../support/hostile-messages';
import { makeWorld, openRig, type World } from '../support/release-rig';
import { figures, patience, runs } from '../support/runs';

interface Answer {
  readonly i: string;
  readonly t?: number;
  readonly p?: { readonly s?: number; readonly h?: Record<string, string> };
}

/** The page's end of a port, and what came back over it. */
const openPort = () => {
  const answers = new Map<string, Answer>();
  let hear: (event: { readonly data: unknown }) => void = () => undefined;
  const port: Port = {
    on: (event: string, listener: (event: { readonly data: unknown }) => void) => {
      if (event === 'message') hear = listener;
    },
    postMessage: (message) => {
      const answer = JSON.parse(String(message)) as Answer; // as: the engine's own
      if (answer.t === undefined) answers.set(answer.i, answer);
    },
  };
  return { port, answers, post: (data: unknown): void => hear({ data }) };
};

/** The desktop behind the engine; what it is asked for must have passed its schema. */
const hostThatCounts = (asked: string[]): HostClient => {
  const settings = settingsSchema.parse({});
  const answers: Readonly<Record<string, () => unknown>> = {
    '/host/settings/get': () => settings,
    '/host/settings/set': () => settings,
    '/host/settings/watch': async function* () {
      yield settings;
    },
  };
  const callable = (path: string) => async (input: unknown) => {
    asked.push(path);
    const schema = procedures.find((one) => one.path === path)?.input;
    if (schema) ok(schema.safeParse(input).success, `${path} was asked with ${JSON.stringify(input)}`);
    return answers[path]?.() ?? null;
  };
  const stubOf = (node: object, path: string): object =>
    Object.fromEntries(
      Object.entries(node).map(([name, value]: [string, object]) => {
        const here = `${path}/${name}`;
        return [name, '~orpc' in value ? callable(here) : stubOf(value, here)];
      }),
    );
  return stubOf(hostContract, '/host') as HostClient; // as: made from the contract itself
};

const engineOn = async (world: World, asked: string[]): Promise<Engine> => {
  const session = await openRig(world);
  return {
    feed: createFeed(),
    host: hostThatCounts(asked),
    session: () => done(session),
    refresh: async () => done(null),
    trust: async () => failed({ kind: 'untrusted', acts: [] }),
    newWorkspaces: {
      propose: async () => failed({ kind: 'cancelled' }),
      check: async () => failed({ kind: 'cancelled' }),
      test: async () => failed({ kind: 'cancelled' }),
      save: async () => failed({ kind: 'cancelled' }),
    },
    resetDemo: async () => done(null),
    close: async () => undefined,
  };
};

const statusOf: Readonly<Partial<Record<Fate, number>>> = {
  unknown: 404,
  refused: 400,
  accepted: 200,
};

const batch = 500;

const acts = (world: World): unknown => [world.orders, world.entries, world.journal, world.running];

test('whatever a page posts, the engine lives, answers each call as the contract says, and does nothing', async () => {
  test.setTimeout(patience(120_000));
  const lost: unknown[] = [];
  const lose = (reason: unknown): void => void lost.push(reason);
  process.on('unhandledRejection', lose);
  const world = makeWorld();
  const before = structuredClone(acts(world));
  const [asked, said]: [string[], string[]] = [[], []];
  const { port, answers, post } = openPort();
  servePort(port, await engineOn(world, asked), (line) => void said.push(line));
  const counts: Record<Fate, number> = { dropped: 0, unknown: 0, refused: 0, accepted: 0, either: 0 };
  let posted = 0;

  const judge = async (messages: readonly unknown[]): Promise<void> => {
    const fates = new Map<string, { readonly fate: Fate; readonly message: unknown }>();
    for (const message of messages) {
      posted += 1;
      const fate = fateOf(message);
      counts[fate] += 1;
      if (fate === 'dropped') post(message);
      else {
        // An id of its own: a call with the id of one that is open is that one.
        const id = `m${posted}`;
        fates.set(id, { fate, message });
        post(JSON.stringify({ ...JSON.parse(String(message)), i: id }));
      }
    }
    while (answers.size < fates.size) await new Promise(setImmediate);
    for (const [id, { fate, message }] of fates) {
      const status = answers.get(id)?.p?.s ?? 200;
      ok(fate === 'either' || status === statusOf[fate], `${status}, ${fate}: ${String(message).slice(0, 2000)}`);
      // Some are streams that would stay open.
      post(JSON.stringify({ i: id, t: 4 }));
    }
    ok(
      [...answers.keys()].every((id) => fates.has(id)),
      'what was dropped has no answer',
    );
    answers.clear();
  };

  const seed = Date.now();
  const batches = runs(100_000 / batch);
  for (let n = 0; n < batches; n += 1)
    await test.step(`seed ${seed + n}`, () => judge(fc.sample(anyMessage, { numRuns: batch, seed: seed + n })));
  process.off('unhandledRejection', lose);

  expect(lost).toEqual([]);
  expect(acts(world)).toEqual(before);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('json');
  expect(said, 'it is said, once').toEqual([
    expect.stringMatching(/^A message from the page was refused: .*Nothing was done/),
  ]);
  for (const fate of ['dropped', 'unknown', 'refused', 'accepted'] as const)
    expect(counts[fate], fate).toBeGreaterThan(posted / 100);
  figures('messages from a hostile page', { posted, ...counts, 'host calls': asked.length, acts: 0 });
});
