import { expect } from '@playwright/test';
import type { Ending } from '../../contract/deployment';
import type { HttpEndpoint } from '../../contract/endpoint-kinds/http';
import { eventsOf } from '../../main/release/deployment/live';
import { promote } from '../../main/release/deployment/promote';
import { resolve } from '../../main/release/deployment/resolve';
import type { Session } from '../../main/release/session';
import {
  drips,
  hangs,
  html,
  json,
  redirects,
  resets,
  secret,
  test,
  truncates,
  type HttpRig,
  type Peer,
} from '../support/endpoint-http';
import { never } from '../support/endpoint-orders';
import { uuid } from '../support/entries';
import { proves, type Proof } from '../support/proves';
import { makeWorld, newCommit, oldCommit, openRig, type World } from '../support/release-rig';

// Each misbehaviour of an endpoint over real HTTP, through the real promote, deploy, send, observe and settle; only time is virtual.
// A verdict may be *deployed* because the environment was seen to run the candidate, and for no other reason.

type Answer = Peer['answer'];

interface Site {
  readonly session: Session;
  readonly world: World;
  /** How often what runs was looked at since the order came. */
  looks: number;
  runs: string;
}

const order =
  (http: HttpRig, answer: Answer, did: boolean, landsAfter = 0) =>
  (site: Site): void => {
    http.peer.answer = (request, response, socket) => {
      if (request.method === 'POST') {
        if (did && landsAfter === 0) site.runs = newCommit;
        site.looks = 0;
        return answer(request, response, socket);
      }
      site.looks += 1;
      if (did && landsAfter > 0 && site.looks > landsAfter && http.peer.seen.some((each) => each.method === 'POST'))
        site.runs = newCommit;
      return json(200, { commit: site.runs })(request, response, socket);
    };
  };

const open = async (http: HttpRig, prepare: (site: Site) => void): Promise<Site> => {
  const world = makeWorld();
  const plain = await openRig(world);
  const [component] = plain.workspace.components;
  if (!component) throw new Error('the rig has a component');
  const { endpoint } = http.target();
  const config = endpoint as HttpEndpoint; // as: this rig's target is one of that kind
  const target = { ...component.targets[0]!, endpoint: config, verify: [] };
  const session: Session = {
    ...plain,
    workspace: { ...plain.workspace, components: [{ ...component, targets: [target] }] },
    ports: { ...plain.ports, endpoint: () => http.endpoint },
  };
  const site: Site = { session, world, looks: 0, runs: oldCommit };
  prepare(site);
  return site;
};

const click = {
  component: 'catalog',
  stage: 'production',
  commit: newCommit,
  seen: oldCommit,
  override: null,
  now: true,
};

const ending = async (session: Session): Promise<Ending> => {
  const begun = await promote(session, { promotion: uuid(1), ...click });
  if (!begun.ok) return { kind: 'nothing-sent', failure: begun.failure };
  for await (const event of eventsOf(begun.value, never)) if (event.type === 'ended') return event.ending;
  throw new Error('a deployment ends');
};

/** One order left, by the id that stands on the ledger, and exactly one verdict ended it. */
const onRecord = (http: HttpRig, { world }: Site): string | undefined => {
  const posts = http.peer.seen.filter(({ method }) => method === 'POST');
  const sent = world.entries.filter(({ kind }) => kind === 'sending');
  expect(posts).toHaveLength(1);
  expect(sent).toMatchObject([{ deployment: posts[0]?.headers['idempotency-key'] }]);
  const verdicts = world.entries.flatMap((entry) => (entry.kind === 'verdict' ? [entry.verdict] : []));
  expect(verdicts).toHaveLength(1);
  return verdicts[0];
};

const misbehaviours = [
  ['hangs, and did nothing', hangs, false, 'unknown'],
  ['hangs, and did it', hangs, true, 'deployed'],
  ['resets the connection before it does anything', resets, false, 'unknown'],
  ['resets the connection after it did it', resets, true, 'deployed'],
  ['says 500 before it does anything', json(500, { error: 'oops' }), false, 'unknown'],
  ['says 500 after it did it', json(500, { error: 'oops' }), true, 'deployed'],
  ['says 200 and does nothing', json(200, { ok: true }), false, 'unknown'],
  ['truncates its answer, and did nothing', truncates, false, 'unknown'],
  ['truncates its answer, and did it', truncates, true, 'deployed'],
  ['drips its answer for ever, and did nothing', drips, false, 'unknown'],
  ['drips its answer for ever, and did it', drips, true, 'deployed'],
  ['answers with a page for people, and did nothing', html(200), false, 'unknown'],
  ['answers with a page for people, and did it', html(200), true, 'deployed'],
  ['refuses, and did nothing', json(409, { error: 'busy' }), false, 'not-deployed'],
  ['refuses, and did it', json(409, { error: 'busy' }), true, 'deployed'],
] as const;

const cellOf = (what: string): Proof => {
  if (/^(?:hangs|drips)/.test(what)) return 'hangs';
  if (/^(?:resets|truncates)/.test(what)) return 'cut';
  return what.startsWith('refuses') && what.endsWith('nothing') ? 'refused' : 'lies';
};

for (const [what, answer, did, verdict] of misbehaviours)
  test(`an endpoint that ${what}: ${verdict}, sent once`, proves('http', cellOf(what)), async ({ http }) => {
    const site = await open(http, order(http, answer, did));
    const ended = await ending(site.session);
    expect(ended).toMatchObject({ kind: 'verdict', verdict });
    expect(onRecord(http, site)).toBe(verdict);
    // What is not known says what to do: look again, or resolve it with a reason.
    if (verdict === 'unknown') expect(ended).toMatchObject({ next: expect.stringMatching(/Observe.*resolve/) });
  });

for (const [did, verdict] of [
  [false, 'not-deployed'],
  [true, 'deployed'],
] as const)
  test(`an endpoint that redirects elsewhere and did ${did ? 'it' : 'nothing'}: ${verdict}, and the token did not follow`, async ({
    http,
  }) => {
    const elsewhere = await http.another(json(200, {}));
    const site = await open(http, order(http, redirects(307, `${elsewhere.origin}/deploy`), did));
    expect(await ending(site.session)).toMatchObject({ kind: 'verdict', verdict });
    expect(onRecord(http, site)).toBe(verdict);
    expect(http.peer.seen.find(({ method }) => method === 'POST')?.headers.authorization).toBe(`Bearer ${secret}`);
    expect(elsewhere.seen).toEqual([]);
  });

test('an order that lands late, but while it is looked for: deployed', async ({ http }) => {
  const site = await open(http, order(http, json(202, { queued: true }), true, 50));
  expect(await ending(site.session)).toMatchObject({ kind: 'verdict', verdict: 'deployed' });
  expect(onRecord(http, site)).toBe('deployed');
});

test('an order that lands after nobody waits any more: unknown, until somebody looks again', async ({ http }) => {
  const site = await open(http, order(http, json(202, { queued: true }), true, 5000));
  expect(await ending(site.session)).toMatchObject({ kind: 'verdict', verdict: 'unknown' });
  const deployment =
    onRecord(http, site) && site.world.entries.flatMap((each) => (each.kind === 'sending' ? [each.deployment] : []))[0];
  site.runs = newCommit;
  expect(await resolve(site.session, { deployment: deployment ?? '', how: 'observe', reason: '' })).toMatchObject({
    ok: true,
  });
  expect(site.world.entries.at(-1)).toMatchObject({ kind: 'resolved', verdict: 'deployed', observed: newCommit });
  expect(http.peer.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a look that hangs over a sleep is not the last one', async ({ http }) => {
  const site = await open(http, order(http, json(202, { queued: true }), true));
  const { clock, endpoint } = site.session.ports;
  const real = endpoint('http');
  let asleep = 0;
  let looks = 0;
  const session: Session = {
    ...site.session,
    ports: {
      ...site.session.ports,
      clock: { ...clock, monotonic: () => clock.monotonic() + asleep },
      endpoint: () => ({
        ...real,
        observe: async (target, signal) => {
          looks += 1;
          if (looks !== 2) return real.observe(target, signal);
          asleep = 3_600_000;
          const failure = { kind: 'endpoint-hangs', where: 'production', afterMs: 3000 } as const;
          return { readAt: clock.now(), outcome: { kind: 'unreadable', failure } };
        },
      }),
    },
  };
  expect(await ending(session)).toMatchObject({ kind: 'verdict', verdict: 'deployed' });
});
