import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/app-shop';
import { atTerminal, humdrum } from '../support/app-terminal';
import { git } from '../support/repositories';

test('humdrum init asks every target once it is trusted, and says per target what answered', async ({ shop, data }) => {
  await git(join(shop.folder, 'api'), ['branch', 'env/production']);
  // Nobody can have read a file that is only now proposed, and here is no terminal to ask at: nothing is trusted, nothing asked.
  const shown = await humdrum(data, 'init', shop.folder, '--test', '--trust', '--json');
  expect(shown.code, shown.err).toBe(1);
  expect(JSON.parse(shown.out)).toMatchObject({ problem: null, targets: null });
  expect(shown.err).toContain('moves the branch env/production');
  expect(existsSync(join(data, 'trust.json'))).toBe(false);
  const [, hash = ''] = /--trust-acts (\w{64})/.exec(shown.err) ?? [];
  const other = await humdrum(data, 'init', shop.folder, '--test', '--trust-acts', '0'.repeat(64));
  expect(other.code).toBe(1);
  expect(other.err).toContain('names other acts than these');
  expect(existsSync(join(data, 'trust.json'))).toBe(false);
  const said = await humdrum(data, 'init', shop.folder, '--test', '--trust-acts', hash, '--json');
  expect(said.code, said.err).toBe(0);
  expect(said.err).toMatch(/1\/2 .*\n2\/2 /);
  const commit = (await git(join(shop.folder, 'api'), ['rev-parse', 'main'])).trim();
  expect(JSON.parse(said.out)).toMatchObject({
    format: 1,
    file: join(shop.folder, 'humdrum.yml'),
    problem: null,
    targets: [
      { component: 'api', stage: 'production', answers: true, text: expect.stringContaining(commit.slice(0, 7)) },
      { component: 'web', stage: 'production', answers: true, text: 'answers: runs nothing yet' },
    ],
  });
});

for (const [answer, code] of [
  ['y', 0],
  ['n', 1],
  // Ctrl+D
  ['\u0004', 1],
] as const)
  test(`humdrum init at a terminal asks before it trusts what it proposes, and ${JSON.stringify(answer)} ends with ${code}`, async ({
    shop,
    data,
  }) => {
    const { said, type } = atTerminal(data, 'init', shop.folder, '--test', '--trust');
    await type('Trust it, and ask every target? [y/N]', `${answer}\n`);
    const { code: ended, out } = await said;
    expect(ended, out).toBe(code);
    expect(out).toContain('moves the branch env/production');
    expect(out.includes('web in production answers: runs nothing yet')).toBe(code === 0);
    expect(existsSync(join(data, 'trust.json'))).toBe(code === 0);
  });
