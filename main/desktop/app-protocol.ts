import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol } from 'electron';
import { fileFor } from './addresses';
import { contentSecurityPolicy } from './content-security-policy';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Before `ready`: a standard, secure scheme of our own, so that the page has an origin and file: has none of its rights. */
export const registerAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
};

const serve = async (folder: string, address: string): Promise<Response> => {
  const missing = new Response('Not found', { status: 404 });
  const file = fileFor(folder, address);
  const type = file === null ? undefined : types[extname(file)];
  if (file === null || type === undefined) return missing;
  const content = await readFile(file).catch(() => null);
  if (content === null) return missing;
  return new Response(content, {
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
};

/** Serves the built renderer in `folder` (absolute) as `app://humdrum/`. */
export const serveApp = (folder: string): void => {
  protocol.handle('app', async ({ url }) => serve(folder, url));
};
