import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { recover } from '../../main/release/deployment/recover';
import { candidate, claimed, sending, signed, uuid } from '../support/entries';
import { makeWorld, newCommit, oldCommit, openRig } from '../support/release-rig';

for (const trusted of [true, false])
  test(`a deployment found unfinished is ${trusted ? '' : 'not '}asked about at an endpoint that is ${trusted ? '' : 'no longer '}trusted`, async () => {
    const world = makeWorld();
    const at = '2026-11-22T12:00:00.000Z';
    world.entries.push(...signed([claimed(1, newCommit), sending(1)]));
    world.journal.push(
      {
        kind: 'requested',
        deployment: uuid(1),
        at,
        promotion: uuid(501),
        component: 'catalog',
        stage: 'production',
        environment: 'production',
        candidate: candidate(newCommit),
        from: oldCommit,
        cause: 'promotion',
      },
      { kind: 'sending', deployment: uuid(1), at },
    );
    let asked = 0;
    world.find = () => {
      asked += 1;
      world.running = newCommit;
      return { kind: 'accepted', text: 'heard' };
    };
    const session = await openRig(world);
    Object.assign(session.ports.trust, { isTrusted: () => trusted });
    await recover(session);
    assert.equal(asked > 0, trusted);
    assert.deepEqual(world.orders, []);
    const verdict = world.entries.find((entry) => entry.kind === 'verdict');
    expect(verdict).toMatchObject({ verdict: trusted ? 'deployed' : 'unknown' });
  });
