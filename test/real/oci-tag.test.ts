import { expect } from '@playwright/test';
import { json } from '../support/endpoint-http';
import { deploy, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { candidates, puts, revision, running, shop, test } from '../support/oci-rig';
import { proves, ranAgainst } from '../support/proves';

const [older, newer] = candidates;

test.beforeEach(({ oci }) => ranAgainst(test.info(), oci.registry.version));

test(
  'a candidate goes out and an earlier one comes back: the tag has the very digest of each',
  proves('oci-tag', 'deploy', 'roll-back', 'observe'),
  async ({ oci }) => {
    const { target, digests, now } = await shop(oci);
    for (const commit of [newer, older]) {
      const { receipt, steps } = await deploy(oci.endpoint, orderOf(target, commit));
      expect(receipt).toMatchObject({ kind: 'accepted', text: expect.stringContaining(digests[commit] ?? '') });
      expect(steps).toHaveLength(3);
      expect(await now()).toBe(digests[commit]);
      expect(await running(oci)).toMatchObject({ kind: 'running', named: commit });
    }
    expect(puts(oci)).toBe(3);
  },
);

test('a candidate that is there already is not put again', proves('oci-tag', 'deploy'), async ({ oci }) => {
  const { target } = await shop(oci);
  expect((await deploy(oci.endpoint, orderOf(target, older))).receipt).toMatchObject({ kind: 'accepted' });
  expect(puts(oci)).toBe(1);
});

for (const [what, image, named] of [
  ['the label of its image', { labels: { [revision]: 'abc1234' } }, 'abc1234'],
  [
    'its annotation, before the label',
    { annotations: { [revision]: 'abc1234' }, labels: { [revision]: 'fff' } },
    'abc1234',
  ],
  ['the label of the first platform behind an index', { index: true, labels: { [revision]: 'abc1234' } }, 'abc1234'],
  ['the candidate’s tag with the same digest, without either', {}, newer],
  ['the candidate’s tag of an index', { index: true }, newer],
] as const) {
  test(`what runs is known by ${what}`, proves('oci-tag', 'observe'), async ({ oci }) => {
    const { component } = oci.target();
    await oci.registry.push(`shop/${component}`, older);
    for (const tag of [newer, 'production', 'staging'])
      await oci.registry.push(`shop/${component}`, tag, { ...image, contents: 'the same' });
    expect(await running(oci)).toMatchObject({ kind: 'running', named });
    expect(await running(oci, oci.target({}, { environment: 'nowhere' }))).toEqual({ kind: 'nothing' });
  });
}

test(
  'an image that two candidates share, or none, and that does not say which it is, is unreadable',
  proves('oci-tag', 'observe'),
  async ({ oci }) => {
    const repository = `shop/${oci.target().component}`;
    for (const tag of [older, newer, 'production']) await oci.registry.push(repository, tag, { contents: 'the same' });
    await oci.registry.push(repository, 'staging', { contents: 'another' });
    expect(await running(oci)).toMatchObject({
      failure: { kind: 'endpoint-nonsense', said: expect.stringContaining(' and ') },
    });
    expect(await running(oci, oci.target({}, { environment: 'staging' }))).toMatchObject({
      failure: { said: expect.stringContaining('which no candidate tag has') },
    });
  },
);

test(
  'where the environment can be asked, its own answer counts',
  proves('oci-tag', 'observe', 'lies'),
  async ({ oci }) => {
    const { target, now, digests } = await shop(oci);
    const other = oci.target({ observe: { url: `${oci.between.origin}/version`, commit: '/commit', answers: 1 } });
    const pass = oci.between.answer;
    oci.between.answer = (seen, ...rest) =>
      seen.url === '/version' ? json(200, { commit: older })(seen, ...rest) : pass(seen, ...rest);
    expect((await deploy(oci.endpoint, orderOf(other, newer))).receipt.kind).toBe('accepted');
    expect(await now()).toBe(digests[newer]);
    expect(await running(oci, target)).toMatchObject({ named: newer });
    // The tag moved, and the environment did not follow.
    expect(await running(oci, other)).toMatchObject({ kind: 'running', named: older });
  },
);

test(
  'a candidate that was never pushed is refused in the registry’s terms, and what ran still runs',
  proves('oci-tag', 'refused'),
  async ({ oci }) => {
    const { target, now, digests } = await shop(oci);
    const { receipt } = await deploy(oci.endpoint, orderOf(target, commitOf('c')));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'endpoint-refused', status: 'MANIFEST_UNKNOWN' },
    });
    expect(JSON.stringify(receipt)).toContain(`${target.component}:${commitOf('c')}`);
    expect(await now()).toBe(digests[older]);
    expect(puts(oci)).toBe(1);
  },
);

test(
  'an image that says it was built from another commit is refused before anything is moved',
  proves('oci-tag', 'refused', 'lies'),
  async ({ oci }) => {
    const { target, repository, now, digests } = await shop(oci);
    await oci.registry.push(repository, newer, { labels: { [revision]: older }, contents: 'mislabelled' });
    const { receipt } = await deploy(oci.endpoint, orderOf(target, newer));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'endpoint-nonsense', said: `one whose label says ${older}` },
    });
    expect(await now()).toBe(digests[older]);
  },
);
