import { expect, test } from '@playwright/test';
import { explain } from '../../contract/explain';
import type { FileProblem } from '../../contract/failure';
import { parse } from '../../main/workspace/parse';
import { located } from '../../main/workspace/problems';
import { resolveWorkspace } from '../../main/workspace/resolve';

/** A file in which one text is somebody else's choice; everything around it is sound. */
const file = (put: Partial<Record<(typeof places)[number], string>>): string => {
  const text = (place: (typeof places)[number], sound: string): string => JSON.stringify(put[place] ?? sound);
  return `humdrum: 1
name: Corner shop
ledger: ${text('ledger', '/srv/git/ledger.git')}
stages: [dev]
environments:
  dev:
    endpoint: { kind: git-branch, branch: ${text('endpoint branch', 'env/dev')}, repository: ${text('endpoint repository', '/srv/git/env.git')} }
components:
  - name: ${text('component', 'catalog')}
    repository: ${text('repository', '/srv/git/catalog.git')}
    branch: ${text('branch', 'main')}
    path: ${text('path', 'api')}
    candidates: { tags: ${text('tags', 'v*')} }
    config: [${text('config', 'app.yml')}]
    migrations: [${text('migrations', '*.sql')}]
  - name: web
    repository: /srv/git/web.git
    environments:
      dev:
        endpoint:
          kind: http
          deploy: { url: ${text('deploy url', 'https://ci.example/deploy')} }
          observe: { url: ${text('observe url', 'https://ci.example/version')}, commit: /commit }
        health: { url: ${text('health url', 'https://ci.example/health')} }
`;
};

const addresses = ['repository', 'ledger', 'endpoint repository'] as const;
const branches = ['branch', 'endpoint branch', 'tags'] as const;
const paths = ['path', 'config', 'migrations'] as const;
const urls = ['deploy url', 'observe url', 'health url'] as const;
const places = [...addresses, ...branches, ...paths, ...urls, 'component'] as const;

const options = ['--upload-pack=touch /tmp/x', '-u', '--output=/tmp/x', '--exec=id', '-c core.pager=id'];
const helpers = ['ext::sh -c id', 'fd::17', '1x::id', 'https::https://git.example/a', 'HTTPS://git.example/a'];
const strange = ['ssh://-oProxyCommand=id/a', 'git@-oProxyCommand=id:a', 'git@git.example:-a', 'https://ada:hunter2@git.example/a', 'https://127.0.0.1\\@evil.example/a', 'http://evil.example/a', 'git://git.example/a', 'file://evil.example/a', '/srv/git/\u202egit', 'https://git.example/a?x']; // oxfmt-ignore
const noBranch = ['..', 'a..b', 'a b', '@{-1}', 'HEAD', 'a\u202eb', 'x.lock', '/a', 'a~1', 'a:b'];
const noPath = ['../x', '/etc/passwd', 'a/../../b', ':(top)x', 'a\u202eb', 'a\\b'];
const noUrl = ['file:///etc/passwd', 'javascript:alert(1)', 'ftp://x/', 'https://a:b@ci.example/', 'https://${candidate.version}.example/', 'https://ci.example\u202e/', '//ci.example/', 'ci.example']; // oxfmt-ignore

const hostile: readonly (readonly [(typeof places)[number], readonly string[]])[] = [
  ...addresses.map((place) => [place, [...options, ...helpers, ...strange]] as const),
  ...branches.map((place) => [place, [...options, ...noBranch]] as const),
  ...paths.map((place) => [place, [...options, ...noPath]] as const),
  ...urls.map(
    (place) => [place, [...options, ...helpers.filter((text) => !text.startsWith('HTTPS')), ...noUrl]] as const,
  ),
  ['component', [...options, 'cat\u202ealog', 'cаtalog', 'cata\u200blog', '../catalog', 'a/b', 'ｃatalog', '<b>']],
];

/** What is wrong with a file, read as `main/workspace/read.ts` does, without a process for each of hundreds. */
const problemsOf = (text: string): readonly FileProblem[] => {
  const parsed = parse(text);
  if (parsed.kind !== 'document') throw new Error(`${parsed.kind}: ${text}`);
  const resolved = resolveWorkspace(parsed, '/srv/shop/humdrum.yml', null);
  return resolved.ok ? [] : located(parsed, resolved.mistakes);
};

test('the file around the hostile texts is sound', () => {
  expect(problemsOf(file({}))).toEqual([]);
});

for (const [place, texts] of hostile)
  test(`${texts.length} hostile texts as ${place} are refused where they stand, in words that say what to do`, () => {
    for (const text of texts) {
      const written = file({ [place]: text });
      const problems = problemsOf(written);
      expect(problems, text).toHaveLength(1);
      const line = written.split('\n')[(problems[0]?.line ?? 0) - 1] ?? '';
      expect(line, 'the line that is named').toContain(JSON.stringify(text));
      const words = explain({ kind: 'workspace-invalid', file: 'humdrum.yml', problems });
      expect(words.what, text).toContain(' expected ');
      expect(words.untouched, text).toMatch(/Nothing/);
      expect(words.next, text).toMatch(/Correct the lines/);
      // What is said of a text must not turn round what stands beside it.
      expect(words.what, text).not.toMatch(/\p{Cf}/u);
    }
  });
