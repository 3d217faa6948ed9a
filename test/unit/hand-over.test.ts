import { expect, test } from '@playwright/test';
import { done } from '../../contract/failure';
import { handOver } from '../../main/release/rotation/hand-over';
import { handOverForMe } from '../../main/release/rotation/whose-turn';
import { readRotation } from '../../main/release/rotation/read-rotation';
import { deriveSnapshot } from '../../main/release/board/snapshot';
import type { Member } from '../../contract/workspace';
import { ana, deployed, signed } from '../support/entries';
import { makeWorld, oldCommit, openRig } from '../support/release-rig';

const member = (name: string, ...emails: readonly string[]): Member => ({ name, emails, away: [] });
const ben = member('Ben', 'ben@shop.example');

/** A shop where Ana sits, Ana has promoted once, and these people take turns. */
const shopOf = async (people: readonly Member[], promoted = true) => {
  const world = makeWorld();
  if (promoted) world.entries.push(...signed(deployed(1, oldCommit)));
  const session = await openRig(world);
  session.workspace = { ...session.workspace, people };
  expect(await handOver(session, ' mind the certificate\nof web ')).toEqual(done(null));
  return session;
};
const note = { by: ana, reason: 'mind the certificate\nof web' };

test('everybody can read the note with the rotation, and it is kept as it was written', async () => {
  const session = await shopOf([ben]);
  expect(await readRotation(session)).toMatchObject({ value: { handOver: note } });
  expect(await handOver(session, '  ')).toEqual(done(null));
  expect(await readRotation(session)).toMatchObject({ value: { handOver: null } });
});

test('the board tells it to whoever’s turn it is, by any of their addresses, and to nobody else', async () => {
  const me = member('Ana', 'ana@home.example', 'ANA@shop.example');
  expect(handOverForMe(await shopOf([me]))).toMatchObject(note);
  expect(handOverForMe(await shopOf([me, ben], false))).toMatchObject(note);
  expect(handOverForMe(await shopOf([me, ben]))).toBeNull();
  const away = { ...ben, away: [{ from: '2026-11-01', to: '2026-12-01' }] };
  expect(handOverForMe(await shopOf([me, away]))).toMatchObject(note);
  expect(handOverForMe(await shopOf([ben]))).toBeNull();
  expect(handOverForMe(await shopOf([]))).toBeNull();
});

test('the snapshot carries it, and where nothing is handed over it carries nothing', async () => {
  const session = await shopOf([member('Ana', ana.email)]);
  expect((await deriveSnapshot(session, null, false)).handOver).toMatchObject(note);
  await handOver(session, '');
  expect((await deriveSnapshot(session, null, false)).handOver).toBeNull();
});
