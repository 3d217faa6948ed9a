import { expect, test } from '@playwright/test';
import type { Commit } from '../../contract/commit';
import type { Draft } from '../../contract/entry';
import { done, failed } from '../../contract/failure';
import type { Known } from '../../contract/promotion-facts';
import { driftText } from '../../contract/words/drift';
import { driftCause } from '../../main/release/board/drift';
import { claimed, commit, deployed, sending, signed, verdict } from '../support/entries';
import { makeWorld, openRig } from '../support/release-rig';

const [first, second, third, strange] = [commit('a'), commit('b'), commit('c'), commit('d')];
const jon = { name: 'Jon', email: 'jon@shop.example' };

/** Why production does not run what was deployed last, in words; `drafts` come after first and second went out. */
const words = async (running: Known<Commit | null>, drafts: readonly Draft[] = [], mainline = third): Promise<string | null> => {
  const world = makeWorld();
  world.entries.push(...signed([...deployed(1, first), ...deployed(2, second), ...drafts]));
  const session = await openRig(world);
  const [component] = session.workspace.components;
  const [target] = component?.targets ?? [];
  if (!component || !target) throw new Error('the rig has one');
  session.ports.history.changes = async (_component, { to }) =>
    to === strange
      ? done([{ commit: to, author: jon, at: '', subject: 'try something', issues: [] }])
      : failed({ kind: 'commit-missing', repository: 'shop', commit: to });
  const cause = await driftCause({ session, component, problem: null }, target, running, mainline);
  return cause && driftText(cause);
}; // oxfmt-ignore

test('what runs as recorded, or can’t be told, has no cause', async () => {
  expect(await words(second)).toBeNull();
  expect(await words('unknown')).toBeNull();
});

test('an older candidate was rolled back to outside; the one right before is said to be that', async () => {
  expect(await words(first)).toMatch(/^Ana deployed it here on .*, right before what is recorded: probably somebody rolled back/); // oxfmt-ignore
  expect(await words(first, deployed(3, third))).toMatch(/^Ana deployed it here on [^,]*, [\d:]* UTC: probably/);
});

test('mainline’s newest was deployed by CI, also where it had been here before', async () => {
  expect(await words(third)).toBe('It is mainline’s newest: probably CI deployed it, past Humdrum.');
  expect(await words(first, [], first)).toContain('probably CI');
});

test('a deployment of it that nobody saw end probably landed, whether it is open or unknown', async () => {
  const open = [claimed(3, third), sending(3)];
  expect(await words(third, open)).toMatch(/^Probably the deployment of it that Ana began on .* landed after all\.$/);
  expect(await words(third, [...open, verdict(3, 'unknown')])).toContain('nobody saw end');
  expect(await words(third, [...open, verdict(3, 'not-deployed')])).toContain('probably CI');
});

test('a commit that nobody deployed names who wrote its newest change, or says that the repository lacks it', async () => {
  expect(await words(strange)).toBe(
    'Nobody deployed it from here. Its newest change is Jon’s, “try something”: probably they know who did.',
  );
  expect(await words(commit('e'))).toContain('the repository does not have it');
  expect(await words(null)).toBe('Probably it was stopped or removed outside Humdrum.');
});
