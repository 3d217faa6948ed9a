import { expect } from '@playwright/test';
import type { Entry } from '../../contract/entry';
import type { Result } from '../../contract/failure';
import { ready, test } from '../support/engine-rig';

test('a thousand double clicks through the real router are one deployment, one claim and one order', async ({
  site,
}) => {
  const engine = await site.open();
  const board = await engine.board(ready);
  const clicks = Array.from({ length: 1000 }, () => site.click(board));
  // A double click is the same promotion twice; the next one is another.
  const endings = await Promise.all(
    clicks.flatMap((click) => [engine.act('promote', click), engine.act('promote', click)]),
  );

  const deployed = endings.filter((ending) => ending.kind === 'verdict');
  expect(deployed).toHaveLength(2);
  for (const ending of deployed) expect(ending).toMatchObject({ verdict: 'deployed' });
  for (const ending of endings.filter((each) => each.kind === 'nothing-sent'))
    expect(ending).toMatchObject({ failure: { kind: expect.stringMatching(/^(objected|moved)$/) } });
  expect(site.orders).toHaveLength(1);
  const log = await engine.call<Result<readonly Entry[]>>('activity', {});
  const entries = log.ok ? log.value : [];
  expect(entries.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
  expect(entries.find(({ kind }) => kind === 'sending')).toMatchObject({ deployment: site.orders[0] });
});
