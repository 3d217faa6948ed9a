import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as base } from './app';
import { git } from './repositories';

interface Shop {
  /** `shop`, with the repositories `api` and `web`, of one commit each. */
  readonly folder: string;
  readonly put: (files: Readonly<Record<string, string>>) => void;
}

/** A folder of repositories that nobody has made a workspace file for. */
export const test = base.extend<{ shop: Shop }>({
  shop: async ({}, use) => {
    const top = realpathSync(mkdtempSync(join(tmpdir(), 'humdrum-init-')));
    const folder = join(top, 'shop');
    for (const name of ['api', 'web']) {
      mkdirSync(join(folder, name), { recursive: true });
      await git(join(folder, name), ['init', '--quiet', '--initial-branch=main']);
      await git(join(folder, name), ['commit', '--quiet', '--allow-empty', '-m', 'one']);
    }
    const put: Shop['put'] = (files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    };
    await use({ folder, put });
    rmSync(top, { recursive: true, force: true });
  },
});

export { boardIsDrawn, expect } from './app';
