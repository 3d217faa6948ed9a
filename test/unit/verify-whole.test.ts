import { expect, test } from '@playwright/test';
import type { Session } from '../../main/release/session';
import { otherCommit } from '../support/release-rig';
import { click, ending, open, verifiedWorld, whenWritten } from '../support/rollback-world';

/** Only the environment as a whole is tested. */
const asWhole = (session: Session): Session => {
  const { workspace } = session;
  const verify = [{ name: 'places an order', http: 'http://127.0.0.1/', within: '1s' }];
  session.workspace = {
    ...workspace,
    environments: workspace.environments.map((one) => ({ ...one, verify })),
    components: workspace.components.map((one) => ({
      ...one,
      targets: one.targets.map((t) => ({ ...t, verify: [] })),
    })),
  };
  return session;
};

for (const passes of [true, false])
  test(`a test of the whole that ${passes ? 'passes' : 'fails'} after somebody replaced the candidate says nothing of it`, async () => {
    const world = verifiedWorld();
    world.testPasses = passes;
    const session = whenWritten(asWhole(await open(world)), 'verdict', () => (world.running = otherCommit));
    expect(await ending(await click(session))).toMatchObject({ verdict: 'deployed', verification: 'void' });
    expect(world.entries.at(-1)).toMatchObject({ kind: 'verification', scope: 'environment', outcome: 'void' });
    expect(world.running).toBe(otherCommit);
    expect(world.orders).toHaveLength(1);
  });

test('a test of the whole that passes though the candidate no longer runs does not verify it', async () => {
  const world = verifiedWorld();
  const session = whenWritten(asWhole(await open(world)), 'verdict', () => (world.running = null));
  expect(await ending(await click(session))).toMatchObject({ verification: 'void' });
});
