/** Who may import whom: the table of docs/architecture.md. The first rule whose `who` matches a file is its rule. */
export interface ImportRule {
  readonly who: RegExp;
  /** Paths from the checkout, without extension. */
  readonly local: RegExp;
  readonly packages: RegExp;
}

const node = 'node:';
/** The contract's shapes are zod's, and whatever is read from outside is checked with it. */
const zod = 'zod$';
const startsWith = (...words: readonly string[]): RegExp => new RegExp(`^(${words.join('|')})`);
const none = /^$/;

const port = (folder: string, ...libraries: readonly string[]): ImportRule => ({
  who: startsWith(`main/${folder}/`),
  local: startsWith(
    'contract/',
    'main/release/((git-|record-)?ports|receipt)$',
    `main/${folder}/`,
    'main/(processes|http)/',
    'main/(parse-url|bounded-yaml)$',
  ),
  packages: startsWith(node, zod, ...libraries),
});

const orpc = '@orpc/';

export const importRules: readonly ImportRule[] = [
  { who: startsWith('contract/'), local: startsWith('contract/'), packages: startsWith(zod, '@orpc/contract$') },
  { who: startsWith('preload/'), local: none, packages: startsWith('electron$') },
  {
    who: startsWith('renderer/'),
    local: startsWith('contract/', 'renderer/'),
    packages: startsWith(
      'react',
      '@mantine/',
      '@tabler/',
      '@tanstack/',
      '@pierre/diffs',
      '@fontsource',
      orpc,
      'zustand',
      'wouter',
      'anser$',
    ),
  },
  { who: startsWith('main/release/'), local: startsWith('contract/', 'main/release/'), packages: none },
  port('git', 'simple-git$', 'yaml$'),
  port('endpoints', 'yaml$'),
  port('ledger', 'simple-git$'),
  port('workspace', 'yaml$'),
  port('checks', 'sax$'),
  { who: startsWith('main/processes/'), local: startsWith('contract/', 'main/processes/'), packages: startsWith(node) },
  {
    who: startsWith('main/http/'),
    local: startsWith('contract/', 'main/release/((git-|record-)?ports|receipt)$', 'main/http/', 'main/parse-url$'),
    packages: startsWith(node, zod),
  },
  {
    who: startsWith('main/api/'),
    local: startsWith('contract/', 'main/release/', 'main/api/'),
    packages: startsWith(orpc),
  },
  {
    who: startsWith('main/desktop/', 'main/main\\.ts$'),
    local: startsWith('contract/', 'main/desktop/', 'main/data-folder$', 'main/parse-url$'),
    packages: startsWith(node, zod, 'electron$', 'electron-store$', '@orpc/server'),
  },
  {
    who: startsWith('main/demo/'),
    // It makes a real system: with the ports, as the wiring does; what is on record is the fold's to say.
    local: startsWith(
      'contract/',
      'main/release/((git-|record-)?ports|receipt|record/fold)$',
      'main/(demo|endpoints|git|ledger|workspace|processes)/',
      'main/(data-folder|parse-url)$',
    ),
    packages: startsWith(node, zod, 'yaml$'),
  },
  {
    who: startsWith('main/init/'),
    // It reads what is there as the ports do, and tries what it proposes with them.
    local: startsWith(
      'contract/',
      'main/release/((git-|record-)?ports|receipt)$',
      'main/(init|workspace|http)/',
      'main/parse-url$',
    ),
    packages: startsWith(node, zod),
  },
  {
    who: startsWith('main/cli/', 'main/cli\\.ts$'),
    local: startsWith('contract/', 'main/(?!desktop/|main$)'),
    packages: startsWith(node, 'commander$', 'picocolors$', orpc),
  },
  {
    who: startsWith('main/[a-z-]+\\.ts$'),
    local: startsWith('contract/', 'main/(?!desktop/|main$|cli)'),
    // The types of its ports: Electron itself is not there in the engine's process.
    packages: startsWith(node, orpc, 'electron$', 'yaml$'),
  },
  { who: startsWith('scripts/'), local: startsWith('scripts/'), packages: startsWith(node) },
  { who: startsWith('test/'), local: /./, packages: /./ },
];
