import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { OciTagEndpoint } from '../../contract/endpoint-kinds/oci-tag';
import { createOciTagEndpoint } from '../../main/endpoints/oci-tag/oci-tag-endpoint';
import { deploy, never, orderOf, targetOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { startRegistry, type OciRegistry } from '../support/oci-registry';
import { ociConfig } from '../support/oci-rig';
import { htpasswd, password, startTokenServer, type TokenServer } from '../support/oci-tokens';
import { proves, ranAgainst } from '../support/proves';

const candidate = commitOf('b');
const headers = { Authorization: 'Basic ${secret:REGISTRY}' };

/** The secret is kept for one origin only. */
const endpointFor = (origin: string, value = password) =>
  createOciTagEndpoint({
    secrets: { get: async (name, asked) => (name === 'REGISTRY' && asked === origin ? value : null) },
    now: () => new Date().toISOString(),
  });

const targetFor = (registry: OciRegistry, config: Partial<OciTagEndpoint>) =>
  targetOf(ociConfig(registry.origin, { repository: 'shop/catalog', ...config }));

test(
  'a registry with a password is given it, and a wrong one is refused in its words, unseen',
  proves('oci-tag', 'deploy', 'observe', 'refused'),
  async () => {
    const authorization = `Basic ${password}`;
    const auth = async (folder: string): Promise<string> => {
      await writeFile(join(folder, 'htpasswd'), htpasswd);
      return `auth: { htpasswd: { realm: shop, path: '${join(folder, 'htpasswd')}' } }`;
    };
    const registry = await startRegistry(auth, () => ({ authorization }));
    ranAgainst(test.info(), registry.version);
    const digest = await registry.push('shop/catalog', candidate);
    const target = targetFor(registry, { headers });
    const wrong = Buffer.from('release:hunter2').toString('base64');
    const mistaken = endpointFor(registry.origin, wrong);
    const refused = await deploy(mistaken, orderOf(target, candidate));
    expect(refused.receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'credentials-refused', secrets: ['REGISTRY'], said: expect.stringContaining('UNAUTHORIZED') },
    });
    expect(JSON.stringify(refused)).not.toContain(wrong);
    expect((await mistaken.observe(target, never)).outcome).toMatchObject({ failure: { kind: 'credentials-refused' } });
    expect(await registry.digest('shop/catalog', 'dev')).toBeNull();

    const endpoint = endpointFor(registry.origin);
    expect((await deploy(endpoint, orderOf(target, candidate))).receipt.kind).toBe('accepted');
    expect(await registry.digest('shop/catalog', 'dev')).toBe(digest);
    expect((await endpoint.observe(target, never)).outcome).toMatchObject({ kind: 'running', named: candidate });
    await registry.close();
  },
);

test.describe('a registry that sends for a token', () => {
  let tokens: TokenServer;
  let registry: OciRegistry;

  test.beforeEach(async () => {
    const auth = async (folder: string): Promise<string> => {
      tokens = await startTokenServer(folder);
      return tokens.auth;
    };
    registry = await startRegistry(auth, () => ({
      authorization: `Bearer ${tokens.token('repository:shop/catalog:pull,push')}`,
    }));
    ranAgainst(test.info(), registry.version);
    await registry.push('shop/catalog', candidate);
  });

  test.afterEach(async () => {
    await registry.close();
    await tokens.peer.close();
  });

  test(
    'gets it from where the workspace file says, with the secret that is kept for there; one token serves many readings',
    proves('oci-tag', 'deploy', 'observe', 'find'),
    async () => {
      const endpoint = endpointFor(tokens.peer.origin);
      const target = targetFor(registry, { tokens: { url: `${tokens.peer.origin}/token`, headers } });
      const order = orderOf(target, candidate);
      const heard = await deploy(endpoint, order);
      expect(heard.receipt.kind).toBe('accepted');
      for (let again = 0; again < 3; again++)
        expect((await endpoint.observe(target, never)).outcome).toMatchObject({ named: candidate });
      expect(await endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
      const scopes = tokens.peer.seen.map(({ url }) => new URL(url, registry.origin).searchParams.get('scope'));
      expect(scopes).toEqual(['repository:shop/catalog:pull,push', 'repository:shop/catalog:pull']);
    },
  );

  test(
    'elsewhere than the file says is not followed: nothing is sent there',
    proves('oci-tag', 'refused'),
    async () => {
      const endpoint = endpointFor(registry.origin);
      for (const config of [{ headers }, { headers, tokens: { url: `${tokens.peer.origin}/other` } }]) {
        const { receipt } = await deploy(endpoint, orderOf(targetFor(registry, config), candidate));
        expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-unreachable' } });
        expect(JSON.stringify(receipt)).toContain(`it sends for a token to ${tokens.peer.origin}`);
      }
      expect(tokens.peer.seen).toEqual([]);
    },
  );

  test('with a wrong password is refused, and the tag stays', proves('oci-tag', 'refused'), async () => {
    const endpoint = endpointFor(tokens.peer.origin, 'd3Jvbmc=');
    const target = targetFor(registry, { tokens: { url: `${tokens.peer.origin}/token`, headers } });
    const { receipt } = await deploy(endpoint, orderOf(target, candidate));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'credentials-refused', secrets: ['REGISTRY'], said: expect.stringContaining('incorrect') },
    });
    expect(await registry.digest('shop/catalog', 'dev')).toBeNull();
  });
});
