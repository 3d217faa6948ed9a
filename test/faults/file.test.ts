import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Board, EngineChild } from '../support/engine-child';
import { json, startPeer } from '../support/endpoint-http';
import { ready, test, wordsOf, type Site } from '../support/engine-rig';

// The workspace file is edited while a promotion counts down: what goes is what the person saw, or nothing goes.

const countingDown = ', protected: true, countdown: 3s';

/** Promotes, edits the file as soon as it counts down, and tells how it ended. */
const editedMeanwhile = async (
  site: Site,
  edit: (text: string) => string,
  settled: (engine: EngineChild) => Promise<unknown>,
) => {
  site.write({ stage: countingDown });
  const engine = await site.open();
  let taken: Promise<unknown> | undefined;
  const ending = await engine.act('promote', site.click(await engine.board(ready)), (event) => {
    if (event.type !== 'countdown') return;
    writeFileSync(site.file, edit(readFileSync(site.file, 'utf8')));
    taken = settled(engine);
  });
  await taken;
  return ending;
};

test('an endpoint that is swapped during a countdown gets nothing, and neither does the old one', async ({ site }) => {
  const elsewhere = await startPeer(json(200, { commit: site.repository.id('one') }));
  const ending = await editedMeanwhile(
    site,
    (text) => text.replaceAll(site.peer.origin, elsewhere.origin),
    (engine) => engine.board(({ header }) => header.trust.state === 'asked'),
  );
  expect(ending).toMatchObject({ kind: 'nothing-sent' });
  expect(wordsOf(ending)).toMatch(/not trusted/i);
  expect([site.orders, elsewhere.seen]).toEqual([[], []]);
  await elsewhere.close();
});

test('an endpoint that is swapped and trusted anew during a countdown gets nothing either: nobody saw it there', async ({
  site,
}) => {
  const elsewhere = await startPeer(json(200, { commit: site.repository.id('one') }));
  const ending = await editedMeanwhile(
    site,
    (text) => text.replaceAll(site.peer.origin, elsewhere.origin),
    async (engine) => {
      const { header } = await engine.board((board) => board.header.trust.state === 'asked');
      await engine.call('trust', { hash: header.trust.hash });
    },
  );
  expect(ending).toMatchObject({ kind: 'nothing-sent', failure: { kind: 'file-moved' } });
  expect(wordsOf(ending)).toMatch(/has changed since you looked.*Nothing was sent.*Look at the board again/);
  expect(site.orders).toEqual([]);
  expect(elsewhere.seen.filter(({ method }) => method === 'POST')).toEqual([]);
  await elsewhere.close();
});

for (const [what, edit, taken] of [
  [
    'a rule of the stage',
    (text: string) => text.replace('countdown: 3s', 'countdown: 3s, batch: 20'),
    ({ header }: Board) => header.stages[0]?.batch !== null,
  ],
  [
    'the component',
    (text: string) => `${text}    branch: next\n`,
    ({ components }: Board) => components.get('catalog')?.mirror.problem?.kind === 'branch-missing',
  ],
  [
    'the stage itself',
    (text: string) => text.replace('name: live,', 'name: later, environment: live,'),
    ({ header }: Board) => header.stages[0]?.name === 'later',
  ],
] as const)
  test(`${what} that is edited during a countdown ends it: nothing is sent, and the words say why`, async ({
    site,
  }) => {
    const ending = await editedMeanwhile(site, edit, (engine) => engine.board(taken));
    expect(ending).toMatchObject({ kind: 'nothing-sent', failure: { kind: 'file-moved' } });
    expect(wordsOf(ending)).toMatch(/has changed since you looked.*Nothing was sent/);
    expect(site.orders).toEqual([]);
  });

test('a promotion that was clicked on what the file no longer says is refused', async ({ site }) => {
  const engine = await site.open();
  const click = site.click(await engine.board(ready));
  writeFileSync(
    site.file,
    readFileSync(site.file, 'utf8').replace('{ name: live }', '{ name: later, environment: live }'),
  );
  await engine.board(({ header }) => header.stages[0]?.name === 'later');
  const ending = await engine.act('promote', click);
  expect(ending).toMatchObject({ kind: 'nothing-sent', failure: { kind: 'no-such', name: 'live' } });
  expect(site.orders).toEqual([]);
});

test('a comment that is added during a countdown changes nothing: it goes', async ({ site }) => {
  const ending = await editedMeanwhile(
    site,
    (text) => `# reviewed\n${text}`,
    async () => undefined,
  );
  expect(ending).toMatchObject({ kind: 'verdict', verdict: 'deployed' });
  expect(site.orders).toHaveLength(1);
});
