import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { button } from '../support/app-board';
import { boardIsDrawn, expect, test as base } from '../support/app-workspace';

interface Peer {
  readonly origin: string;
  /** The authorization that every request carried. */
  readonly asked: (string | undefined)[];
}

const test = base.extend<{ peer: Peer }>({
  peer: async ({}, use) => {
    const asked: (string | undefined)[] = [];
    const server: Server = createServer((request, response) => {
      asked.push(request.headers.authorization);
      const known = request.headers.authorization === 'Bearer open sesame';
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
      response.end(known ? '{"commit":null}' : '{"message":"who are you?"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // as: a server that listens on TCP has one
    await use({ origin: `http://127.0.0.1:${port}`, asked });
    server.closeAllConnections();
    server.close();
  },
  workspaceText: async ({ peer }, use) =>
    use(`humdrum: 1
name: Small
stages: [live]
environments:
  live:
    endpoint:
      kind: http
      deploy: { url: '${peer.origin}/deploy', headers: { Authorization: 'Bearer \${secret:DEPLOY}' } }
      observe: { url: '${peer.origin}/version', headers: { Authorization: 'Bearer \${secret:DEPLOY}' }, commit: /commit }
components:
  - { name: works, repository: ./works.git }
`),
});

test('what secrets a workspace asks for is on one screen, the missing ones first; entered once, it goes where it belongs', async ({
  page,
  peer,
}) => {
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  await page.evaluate(() => {
    window.location.hash = '#/settings';
  });
  const needs = page.getByRole('list', { name: 'Secrets this workspace asks for' });
  await expect(page.getByText('This workspace asks for 1; 1 is missing.')).toBeVisible();
  await expect(needs.getByRole('listitem')).toContainText(`sent to ${peer.origin} for works in live`);
  await button(page, 'Test connection of works in live').click();
  await expect(page.getByText('does not say what runs')).toBeVisible();
  expect(peer.asked).toEqual([]);

  const value = page.getByLabel(`Value of DEPLOY for ${peer.origin}`);
  await value.fill('open sesame');
  await button(page, `Set DEPLOY for ${peer.origin}`).click();
  await expect(page.getByText('This workspace asks for 1, and all of them are here.')).toBeVisible();
  await expect(value).toHaveValue('');
  await button(page, 'Test connection of works in live').click();
  await page.getByText('answers', { exact: true }).click();
  await expect(page.getByText('live answers: runs nothing yet.')).toBeVisible();
  await expect(page.getByText('Can’t be told to stop.')).toBeVisible();
  await expect(page.getByText('Deploying was not tried.')).toBeVisible();
  expect(new Set(peer.asked)).toEqual(new Set(['Bearer open sesame']));
});
