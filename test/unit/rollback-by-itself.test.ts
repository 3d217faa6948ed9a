import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Draft } from '../../contract/entry';
import type { Failure } from '../../contract/failure';
import { entrySchema } from '../../contract/entry';
import { recover } from '../../main/release/deployment/recover';
import { redeploy } from '../../main/release/deployment/redeploy';
import { rollback } from '../../main/release/deployment/rollback';
import { componentRecord, fold } from '../../main/release/record/fold';
import type { Session } from '../../main/release/session';
import { claimed, deployed, sending, signed, uuid } from '../support/entries';
import { newCommit, oldCommit, otherCommit, type World } from '../support/release-rig';
import { causes, click, deploymentsIn, ending, open, verifiedWorld } from '../support/rollback-world';
import { valueOf } from '../support/results';

test('a promotion whose verification fails goes back by itself, and the record, the hold and the ending say so', async () => {
  const world = verifiedWorld();
  world.testPasses = false;
  const session = await open(world);
  const end = await ending(await click(session));
  expect(end).toMatchObject({
    verdict: 'deployed',
    verification: 'failed',
    next: 'Mend it. The stage is on hold until somebody resumes it.',
  });
  expect(end.kind === 'verdict' && end.text).toMatch(/Faulty: errors failed\. Rolled back by itself: .*Verified\.$/);
  expect(world.running).toBe(oldCommit);
  expect(world.orders).toHaveLength(2);
  expect(causes(world)).toEqual(['promotion', 'promotion', 'rollback']);
  const record = componentRecord(fold(world.entries), 'catalog');
  const reason = 'By itself: errors failed.';
  expect(record.hold).toMatchObject({ reason });
  expect(record.rejected.get(newCommit)).toMatchObject({ reason });
  expect(record.deployments.map(({ faulty }) => faulty)).toEqual([false, true, false]);
  for (const entry of world.entries) expect(entrySchema.safeParse(entry).success).toBe(true);
});

test('without it, where it passes, or where the result counts for nothing, nothing goes by itself', async () => {
  const fails = verifiedWorld();
  fails.testPasses = false;
  expect(await ending(await click(await open(fails, 'click')))).toMatchObject({ next: 'Roll it back, then mend it.' });
  expect(fails.orders).toHaveLength(1);
  const passes = verifiedWorld();
  await ending(await click(await open(passes)));
  expect(passes.orders).toHaveLength(1);
  // Stopped half way, the verification is void.
  const stopped = verifiedWorld();
  stopped.testPasses = false;
  const session = await open(stopped);
  const begun = valueOf(await click(session));
  begun.listeners.add((event) => (event.type === 'test' ? begun.stopWaiting.abort() : undefined));
  expect(await ending({ ok: true, value: begun })).toMatchObject({ verification: 'void' });
  expect(stopped.orders).toHaveLength(1);
});

test('a verdict that is unknown is not rolled back', async () => {
  const world = verifiedWorld();
  world.testPasses = false;
  world.endpoint = () => ({ kind: 'accepted', text: 'ok' });
  expect(await ending(await click(await open(world)))).toMatchObject({ verdict: 'unknown' });
  expect(world.orders).toHaveLength(1);
});

test('there is no rollback of a rollback, nor of a redeploy', async () => {
  const world = verifiedWorld();
  const session = await open(world);
  await ending(await click(session));
  session.ports.verifier.run = async function* () {
    yield { type: 'result', result: { name: 'errors', passed: false, text: '', ms: 1 } };
  };
  const about = { component: 'catalog', stage: 'production', reason: '', now: true };
  const redeployed = await ending(await redeploy(session, { ...about, promotion: uuid(3), seen: newCommit }));
  expect(redeployed).toMatchObject({ verification: 'failed' });
  const back = await ending(await rollback(session, { ...about, promotion: uuid(4), seen: newCommit }));
  expect(back).toMatchObject({ verification: 'failed', next: 'Roll it back, then mend it.' });
  expect(causes(world)).toEqual(['promotion', 'promotion', 'redeploy', 'rollback']);
});

test('where nothing verified is there to go back to, it says so and leaves what runs', async () => {
  const world = verifiedWorld();
  world.entries.splice(0);
  world.testPasses = false;
  const end = await ending(await click(await open(world)));
  expect(end.kind === 'verdict' && end.text).toContain('Not rolled back by itself:');
  expect(world.running).toBe(newCommit);
  expect(world.orders).toHaveLength(1);
});

/** Somebody acts at the moment the failed verification is put on the ledger. */
const meanwhile = (session: Session, world: World, drafts: readonly Draft[], act: () => void = () => undefined): Session => ({
  ...session,
  ports: {
    ...session.ports,
    ledger: {
      ...session.ports.ledger,
      append: async (environment, decide, signal) => {
        const written = await session.ports.ledger.append(environment, decide, signal);
        if (world.entries.at(-1)?.kind === 'verification' && !world.entries.some((e) => e.machine === 'elsewhere')) {
          const theirs = signed(drafts).map((e, i) => ({ ...e, id: uuid(80_000 + i), machine: 'elsewhere' }));
          world.entries.push(...theirs);
          act();
        }
        return written;
      },
    },
  },
}); // oxfmt-ignore

test('somebody else’s claim or deployment that came meanwhile is theirs: nothing goes by itself', async () => {
  const claimedMeanwhile = verifiedWorld();
  claimedMeanwhile.testPasses = false;
  const theirs = [claimed(70, otherCommit), sending(70)];
  const held = await ending(await click(meanwhile(await open(claimedMeanwhile), claimedMeanwhile, theirs)));
  expect(held.kind === 'verdict' && held.text).toContain('Not rolled back by itself:');
  expect(claimedMeanwhile.orders).toHaveLength(1);

  const movedMeanwhile = verifiedWorld();
  movedMeanwhile.testPasses = false;
  const moved = meanwhile(await open(movedMeanwhile), movedMeanwhile, deployed(71, otherCommit), () => {
    movedMeanwhile.running = otherCommit;
  });
  const end = await ending(await click(moved));
  expect(end.kind === 'verdict' && end.text).toContain('Not rolled back by itself:');
  expect(movedMeanwhile.running).toBe(otherCommit);
  expect(movedMeanwhile.orders).toHaveLength(1);
});

test('Stop waiting for the one stops waiting for its rollback', async () => {
  const world = verifiedWorld();
  world.testPasses = false;
  const session = await open(world);
  const begun = valueOf(await click(session));
  world.endpoint = (commit) => {
    if (commit === newCommit) world.running = commit;
    else begun.stopWaiting.abort();
    return { kind: 'accepted', text: 'ok' };
  };
  const end = await ending({ ok: true, value: begun });
  expect(end.kind === 'verdict' && end.text).toContain('You stopped waiting');
  expect(deploymentsIn(world).at(-1)).toMatchObject({ cause: 'rollback', state: 'unknown' });
});

test('after a crash nothing goes by itself: whoever finds it unfinished verifies it and leaves the rest to a person', async () => {
  const world = verifiedWorld();
  world.testPasses = false;
  world.running = newCommit;
  world.entries.push(...signed([claimed(2, newCommit), sending(2)]).map((e, i) => ({ ...e, id: uuid(70_000 + i) })));
  const [claim] = world.entries.slice(-2);
  if (claim?.kind !== 'claimed') throw new Error('it is the claim');
  const { deployment, promotion, component, stage, environment, candidate, from, cause, at } = claim;
  world.journal.push(
    { kind: 'requested', at, deployment, promotion, component, stage, environment, candidate, from, cause },
    { kind: 'sending', at, deployment },
  );
  const session = await open(world);
  await recover(session);
  expect(deploymentsIn(world).at(-1)).toMatchObject({ state: 'deployed', verification: 'failed', faulty: true });
  expect(world.orders).toEqual([]);
});

const lost: Failure = { kind: 'endpoint-unreachable', where: 'production', why: 'reset' };

test('whatever goes wrong, no deployment is rolled back twice and no rollback is rolled back', async () => {
  let seen = 0;
  const answers = fc.constantFrom('lands', 'refused', 'lost', 'lands late' as const);
  await fc.assert(
    fc.asyncProperty(
      fc.array(answers, { minLength: 4, maxLength: 4 }),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 1, max: 3 }),
      async (fates, passes, clicks) => {
        const world = verifiedWorld();
        let orders = 0;
        let tests = 0;
        world.endpoint = (commit) => {
          const fate = fates[orders++ % fates.length];
          if (fate === 'lands') world.running = commit;
          if (fate === 'lands late') world.tick = () => void (world.running = commit);
          if (fate === 'refused') return { kind: 'refused', failure: lost };
          return fate === 'lost' ? { kind: 'unclear', failure: lost } : { kind: 'accepted', text: 'ok' };
        };
        const session = await open(world);
        session.ports.verifier.run = async function* () {
          const passed = passes[tests++ % passes.length] ?? true;
          yield { type: 'result', result: { name: 'errors', passed, text: '', ms: 1 } };
        };
        for (let n = 0; n < clicks; n += 1) {
          const begun = await click(session, 2 + n);
          if (begun.ok) await ending(begun);
        }
        const all = deploymentsIn(world);
        const rollbacks = all.filter((d) => d.cause === 'rollback');
        seen += rollbacks.length;
        const rolledBack = all.filter((d) => d.cause === 'promotion' && d.verification === 'failed');
        expect(rollbacks.length).toBeLessThanOrEqual(rolledBack.length);
        expect(new Set(rollbacks.map((d) => d.promotion)).size).toBe(rollbacks.length);
        expect(world.orders).toHaveLength(new Set(world.orders).size);
        all.forEach((d, i) => {
          if (d.cause === 'rollback') expect(all[i - 1]).toMatchObject({ cause: 'promotion', verification: 'failed' });
        });
      },
    ),
    { numRuns: 300 },
  );
  expect(seen).toBeGreaterThan(0);
});
