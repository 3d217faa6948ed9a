import { expect, test } from '@playwright/test';
import type { ReleaseActInput } from '../../contract/act-input';
import type { Draft } from '../../contract/entry';
import type { Failure, Result } from '../../contract/failure';
import { handOver } from '../../main/release/rotation/hand-over';
import { lineOf } from '../../main/release/line';
import { moveLine } from '../../main/release/on-record/move-line';
import { keepNotes } from '../../main/release/releases/annotate';
import { cutRelease } from '../../main/release/releases/cut';
import { promoteRelease, putBackRelease } from '../../main/release/releases/promote-release';
import { readReleases } from '../../main/release/releases/read-releases';
import type { Session } from '../../main/release/session';
import { deployed, signed, uuid, verification } from '../support/entries';
import { lost, newCommit, oldCommit, otherCommit } from '../support/release-rig';
import { endOf, inTurn, makeShop, openShop, shopWorkspace, type Shop } from '../support/release-world';
import { valueOf } from '../support/results';

const asked = (release: string, more: Partial<ReleaseActInput> = {}): ReleaseActInput => ({
  release,
  stage: 'production',
  now: true,
  override: null,
  ...more,
});
const failureOf = (result: Result<unknown>): Failure | null => (result.ok ? null : result.failure);
const cut = async (session: Session, stage = 'staging') => cutRelease(session, { stage, name: '' });
let ids = 700_000;
const say = (shop: Shop, environment: string, ...drafts: readonly Draft[]): void => {
  const own = shop.ledgers.get(environment) ?? [];
  shop.ledgers.set(environment, [
    ...own,
    ...signed(drafts).map((entry) => ({ ...entry, environment, id: uuid((ids += 1)) })),
  ]);
};
/** Staging as one that is verified as a whole too. */
const together = {
  ...shopWorkspace,
  environments: shopWorkspace.environments.map((one) => ({
    ...one,
    verify: shopWorkspace.environments[1]?.verify ?? [],
  })),
};
type Set = Extract<Draft, { kind: 'verification' }>['set'];
const wholePassed = (set: Set): Draft =>
  verification(1, newCommit, 'passed', { scope: 'environment', component: 'basket', set });

test('while a release is promoted it is not put back, and the other way round: who asks is told', async () => {
  const shop = makeShop();
  const session = await openShop(shop);
  const { id } = valueOf(await cut(session));
  const going = promoteRelease(session, asked(id));
  expect(await endOf(putBackRelease(session, asked(id)))).toMatchObject({
    complete: false,
    state: null,
    text: expect.stringContaining('The release is being promoted there.'),
  });
  expect(await endOf(going)).toMatchObject({ state: 'deployed', complete: true });
  expect(shop.orders).toHaveLength(3);
  const back = putBackRelease(session, asked(id));
  expect((await endOf(promoteRelease(session, asked(id)))).text).toContain('The release is being put back there.');
  expect(await endOf(back)).toMatchObject({ state: 'put-back', complete: true });
});

test('what was new at the stage has nothing to go back to: the rest goes back, and it is said to stay', async () => {
  const shop = makeShop();
  shop.ledgers.set(
    'production',
    (shop.ledgers.get('production') ?? []).filter((entry) => entry.component !== 'web'),
  );
  shop.running.delete('web');
  const session = await openShop(shop);
  const { id } = valueOf(await cut(session));
  expect(await endOf(promoteRelease(session, asked(id)))).toMatchObject({ state: 'deployed', complete: true });
  const [view] = valueOf(await readReleases(session));
  expect(view?.stages[0]?.putsBack).toEqual(['catalog', 'basket']);
  expect(await endOf(putBackRelease(session, asked(id)))).toMatchObject({
    state: 'partly-deployed',
    complete: false,
    next: 'Nothing ran before web: that stays until something else is promoted.',
  });
  expect(Object.fromEntries(shop.running)).toEqual({ basket: oldCommit, catalog: oldCommit, web: newCommit });
});

test('one that is there and faulty is not promoted again: what helps is said', async () => {
  const shop = makeShop();
  shop.fates = { catalog: 'faulty' };
  const session = await openShop(shop);
  const { id } = valueOf(await cut(session));
  await endOf(promoteRelease(session, asked(id)));
  const { text } = await endOf(promoteRelease(session, asked(id, { override: 'again' })));
  expect(text).toContain('catalog: bbbbbbb is there and faulty.');
  expect(text).toContain('Verify it again, or put the release back.');
});

test('nothing goes where something else runs than the person saw, or where more stands in the way than the reason was about', async () => {
  const shop = makeShop();
  const frozen = [{ days: ['sun'] as const, timezone: 'UTC', reason: 'nobody is there' }];
  const stages = shopWorkspace.stages.map((one) => (one.name === 'production' ? { ...one, freeze: frozen } : one));
  const session = await openShop(shop, { ...shopWorkspace, stages });
  const { id } = valueOf(await cut(session));
  const seen = (running: string, objections: readonly string[]) =>
    Object.fromEntries(inTurn.map((name) => [name, { running: running as never, objections: [...objections] }])); // as: commits of the rig
  const go = async (more: Partial<ReleaseActInput>) => endOf(promoteRelease(session, asked(id, more)));
  expect((await go({ override: 'it is small', seen: seen(oldCommit, []) })).text).toContain('is frozen');
  expect(await go({ override: 'it is small', seen: seen(otherCommit, ['frozen']) })).toMatchObject({ complete: false });
  expect(shop.orders).toEqual([]);
  expect(await go({ override: 'it is small', seen: seen(oldCommit, ['frozen']) })).toMatchObject({ complete: true });
  const some = { web: { running: newCommit, objections: [] } };
  expect((await endOf(putBackRelease(session, asked(id, { seen: some })))).text).toContain('moved');
  expect(shop.orders).toHaveLength(3);
});

test('a set of which each part passed in some set is cut only where all of it passed in one', async () => {
  const shop = makeShop();
  const session = await openShop(shop, together);
  const set: Set = Object.fromEntries(inTurn.map((name) => [name, newCommit]));
  say(shop, 'staging', wholePassed(set));
  expect((await cut(session)).ok).toBe(true);
  shop.ledgers.set(
    'staging',
    (shop.ledgers.get('staging') ?? []).filter((entry) => entry.kind !== 'cut'),
  );
  say(shop, 'staging', wholePassed({ ...set, web: oldCommit }));
  expect(failureOf(await cut(session))).toMatchObject({ kind: 'not-verified-together', components: ['web'] });
});

test('what runs and is not on record is in no cut', async () => {
  const shop = makeShop();
  say(shop, 'staging', ...deployed(90, otherCommit, 'passed', { component: 'web' }));
  const session = await openShop(shop);
  expect(failureOf(await cut(session))).toMatchObject({ kind: 'not-verified-together', components: ['web'] });
});

test('the same set cut from the next stage is the same release, from its first stage', async () => {
  const shop = makeShop();
  const session = await openShop(shop);
  const first = valueOf(await cut(session));
  await endOf(promoteRelease(session, asked(first.id)));
  expect(valueOf(await cut(session, 'production'))).toEqual(first);
  // An older version wrote it twice.
  const again = shop.ledgers.get('staging')?.find((entry) => entry.kind === 'cut');
  if (again?.kind !== 'cut') throw new Error('it was cut');
  shop.ledgers.set('production', [...(shop.ledgers.get('production') ?? []), { ...again, environment: 'production', stage: 'production', name: 'again' }]); // oxfmt-ignore
  const all = valueOf(await readReleases(await openShop(shop)));
  expect(all.map(({ name, stage }) => [name, stage])).toEqual([[first.name, 'staging']]);
});

test('whether the line is stopped is not known from a reading that has failed since', async () => {
  const shop = makeShop();
  const session = await openShop(shop);
  expect(lineOf(session, 'staging', null)).toBeNull();
  const ledgers = new Map([...session.readings.ledgers].map(([name, one]) => [name, { ...one, problem: lost }]));
  const after: Session = { ...session, readings: { ...session.readings, ledgers } };
  expect(lineOf(after, 'staging', null)).toBe('unknown');
});

test('what somebody else has said since is not replaced by who did not see it', async () => {
  const session = await openShop(makeShop());
  const { id } = valueOf(await cut(session));
  const since = (what: string) => ({ kind: 'said-since', what, by: 'Ana' });
  const acts: readonly [string, (text: string, seen?: string | null) => Promise<Result<null>>][] = [
    ['The note for the next person', (text, seen) => handOver(session, text, seen)],
    ['The release notes', (notes, seen) => keepNotes(session, { release: id, notes, seen })],
  ];
  for (const [what, write] of acts) {
    valueOf(await write('one', null));
    expect(failureOf(await write('two', null))).toEqual(since(what));
    expect(failureOf(await write('', '2026-01-01T00:00:00.000Z'))).toEqual(since(what));
    valueOf(await write('two'));
  }
  valueOf(await moveLine(session, 'stopped', 'the database is full'));
  expect(failureOf(await moveLine(session, 'started', '', '2026-01-01T00:00:00.000Z'))).toEqual(since('The line'));
  valueOf(await moveLine(session, 'started', ''));
});
