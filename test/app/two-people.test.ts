import { execFileSync } from 'node:child_process';
import { boardIsDrawn } from '../support/app';
import { button, cell } from '../support/app-board';
import { forge, otherId } from '../support/ledger-team';
import { expect, test, type Someone } from '../support/two-people';

const isRefused = ({ page }: Someone) =>
  cell(page, 'shop', 'live').getByRole('button', { name: 'Somebody else is deploying' });

for (const remote of ['https', 'ssh'] as const) {
  test.describe(`over ${remote}`, () => {
    test.use({ remote });

    test('of two people who promote to one environment at once, one does; the other sees who, and both see the same in the end', async ({
      team,
      endpoint,
    }) => {
      const [ada, bea] = team.people;
      for (const { page } of team.people) {
        await boardIsDrawn(page);
        await button(page, 'Trust').click();
        await expect(button(page, 'Promote shop to live')).toContainText('Promote 1');
      }
      await Promise.all(team.people.map(({ page }) => button(page, 'Promote shop to live').click()));

      const refused = async (): Promise<readonly boolean[]> =>
        Promise.all(team.people.map((someone) => isRefused(someone).isVisible()));
      await expect.poll(async () => (await refused()).filter(Boolean).length).toBe(1);
      const [winner, loser] = (await refused())[0] === true ? [bea, ada] : [ada, bea];

      await isRefused(loser).click();
      await expect(loser.page.getByRole('dialog')).toContainText(
        `${winner.name} Example has been deploying shop to live`,
      );
      await loser.page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
      const flight = cell(loser.page, 'shop', 'live').getByRole('button', { name: `${winner.name} Example` });
      await expect(flight).toContainText(team.candidate.slice(0, 7));
      await expect(flight).toContainText(winner.name);
      await expect(button(loser.page, 'Promote shop to live')).toHaveAttribute('aria-disabled', 'true');
      await expect(cell(winner.page, 'shop', 'live')).toContainText('sending');

      endpoint.release();
      for (const { page } of team.people) {
        await expect(button(page, 'Promote shop to live')).toContainText(/up to date/i);
        await expect(cell(page, 'shop', 'live')).toContainText(team.candidate.slice(0, 7));
        await expect(cell(page, 'shop', 'live')).toContainText(winner.name);
      }
      expect(endpoint.orders).toEqual([team.candidate]);
      const branch = 'refs/heads/humdrum/corner-shop/live';
      const log = execFileSync('git', [`--git-dir=${team.path}`, 'log', '--reverse', '--format=%an: %s', branch], {
        encoding: 'utf8',
      });
      expect(log.trim().split('\n')).toEqual(
        ['promotion of .* requested', 'sending', 'verdict: deployed'].map((what) =>
          expect.stringMatching(new RegExp(`^${winner.name} Example: shop in live: ${what}`)),
        ),
      );

      // Both sign: what somebody puts under the winner's name is told apart, and nobody's board believes it.
      const { page } = loser;
      await page.getByRole('button', { name: 'Activity', exact: true }).click();
      const rows = page.getByRole('list', { name: 'Activity' }).getByRole('listitem').filter({ hasText: 'shop' });
      await expect(rows.filter({ hasText: ', signed' })).toHaveCount(3);
      forge(team.path, (commit) => commit.replace(/"id":"[0-9a-f-]+"/, `"id":"${otherId}"`), 'live');
      await expect(page.getByRole('alert').filter({ hasText: 'An entry of the ledger is forged' })).toContainText(
        winner.email,
      );
      await expect(rows.filter({ hasText: 'forged' })).toHaveCount(1);
    });
  });
}
