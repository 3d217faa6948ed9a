import { execFile } from 'node:child_process';
import { randomUUID, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { json, startPeer, type Peer } from './endpoint-http';

const run = promisify(execFile);

/** `release:s3cret`, as Basic says it; the registry's own hash of it. */
export const password = Buffer.from('release:s3cret').toString('base64');
export const htpasswd = 'release:$2b$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK';

export interface TokenServer {
  readonly peer: Peer;
  /** The registry's `auth` section, two spaces in. */
  readonly auth: string;
  /** A token for whoever has the right password. */
  readonly token: (scope: string) => string;
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Hands out the tokens of the distribution specification, with a key that a registry is told to trust. */
export const startTokenServer = async (folder: string): Promise<TokenServer> => {
  const [key, certificate] = [join(folder, 'token.key'), join(folder, 'token.crt')];
  const args = [
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=tokens',
    '-keyout',
    key,
    '-out',
    certificate,
  ];
  await run('openssl', ['req', '-x509', ...args]);
  const privateKey = await readFile(key, 'utf8');
  const chain = (await readFile(certificate, 'utf8')).replaceAll(/-----[^-]+-----|\s/g, '');

  const token = (scope: string): string => {
    const [type, name, actions = ''] = scope.split(':');
    const now = Math.floor(Date.now() / 1000);
    const access = [{ type, name, actions: actions.split(',') }];
    const claims = {
      iss: 'shop',
      sub: 'release',
      aud: 'registry',
      jti: randomUUID(),
      nbf: now - 60,
      iat: now,
      exp: now + 300,
      access,
    };
    const said = `${part({ typ: 'JWT', alg: 'RS256', x5c: [chain] })}.${part(claims)}`;
    return `${said}.${sign('sha256', Buffer.from(said), privateKey).toString('base64url')}`;
  };
  const peer = await startPeer((seen, response, socket) => {
    const { searchParams } = new URL(seen.url, 'http://tokens');
    const known = seen.headers.authorization === `Basic ${password}` && searchParams.get('service') === 'registry';
    const answer = known
      ? json(200, { token: token(searchParams.get('scope') ?? ''), expires_in: 300 })
      : json(401, { details: 'incorrect username or password' });
    answer(seen, response, socket);
  });
  const settings = `realm: '${peer.origin}/token', service: registry, issuer: shop, rootcertbundle: '${certificate}'`;
  return { peer, auth: `auth: { token: { ${settings} } }`, token };
};
