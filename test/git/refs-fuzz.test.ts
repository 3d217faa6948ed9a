import { isAbsolute, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { gitEnvironment } from '../../main/git/environment';
import { branchRef, repositoryUrl } from '../../main/git/refs';
import { isRefName, readAddress } from '../../main/workspace/addresses';
import { anyText } from '../support/any-text';
import { gitTakesAsBranch, gitTransports } from '../support/git-judge';
import { figures, patience, runs } from '../support/runs';

// Plain git is the judge: what we let through is what git takes for a branch, or reaches by a transport that is allowed.

// oxlint-disable-next-line no-control-regex -- what a line for sh can't hold
const oneLine = (text: string): string => text.replaceAll(/[\n\r\0\x1e]|[\ud800-\udfff]/g, '');
const strings = (pieces: readonly string[], most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: anyText(2) }), {
      maxLength: most,
    })
    .map((parts) => oneLine(parts.join('')));

const names = strings(
  ['a', 'env', 'x1', '/', '/', '.', '..', '-', '--', '@', '@{', '{', '~', '^', ':', '?', '*', '[', ']', '\\', ' ', '.lock', 'lock', 'HEAD', '=', '+', '%', '"', "'", '$(x)', ';', '|', '\t', '\u202e', '\u200b', '\ufeff', 'é', '中', '\u00a0', '#', '!', '_'],
  6,
); // oxfmt-ignore

test('what passes for a branch is one for git, and what git takes and we do not is misleading', async () => {
  test.setTimeout(patience(90_000));
  const seed = Date.now();
  const texts = fc.sample(names, { numRuns: runs(5000), seed });
  const judged = await gitTakesAsBranch(texts);
  expect(judged).toHaveLength(texts.length);
  const counts = { accepted: 0, refused: 0, stricter: 0 };
  const wrong: string[] = []; // an assertion for each of so many would take longer than what it asserts
  for (const [n, text] of texts.entries()) {
    const [ours, theirs, git] = [isRefName(text), branchRef(text) !== null, judged[n] === true];
    if ((ours || theirs) && !git) wrong.push(`${text}: git takes it for no branch`);
    if (git && !(ours && theirs) && !/[\s\p{C}]|^@|\.\//u.test(text))
      wrong.push(`${text}: refused, and not misleading`);
    counts[ours && theirs ? 'accepted' : git ? 'stricter' : 'refused'] += 1;
  }
  expect(wrong, `seed ${seed}`).toEqual([]);
  expect(counts.accepted).toBeGreaterThan(texts.length / 20);
  expect(counts.refused).toBeGreaterThan(texts.length / 20);
  figures('branch names, git as judge', { tried: texts.length, ...counts });
});

const schemes = ['https://', 'ssh://', 'file://', 'http://', 'HTTPS://', 'git://', 'ftp://', 'ext::', 'fd::', 'https::', 'ext::sh -c ', 'git+ssh://', 'x://', '', '', '', '-', '--upload-pack=', '-u ', '//', './', '/', '~/']; // oxfmt-ignore
const hosts = ['git.example', 'localhost', '127.0.0.1', '[::1]', '-oProxyCommand=x', 'git@git.example', 'git@-x', 'a:b@git.example', 'srv', 'x.git', '..', '', 'git.example:22', '127.0.0.1:80']; // oxfmt-ignore
const tails = ['/a.git', ':a.git', ':-x', '/-x', '/../..', '::x', '?a=b', '#x', '@evil.example/', '\\@evil.example/', ' ', '', '/a b', '/%2e%2e/', '\u202e', '/${component}']; // oxfmt-ignore
const addresses = fc
  .tuple(
    fc.constantFrom(...schemes),
    fc.constantFrom(...hosts),
    strings(tails, 2),
    strings(['', '', 'é', '-', ':', '::', '/', 'x'], 2),
  )
  .map((parts) => parts.join(''));

test('what passes for an address is reached by an allowed transport, and never taken for an option', async () => {
  test.setTimeout(patience(90_000));
  const seed = Date.now();
  const texts = fc.sample(fc.oneof({ weight: 9, arbitrary: addresses }, { weight: 1, arbitrary: anyText(20).map(oneLine) }), { numRuns: runs(5000), seed }); // oxfmt-ignore
  const judged = await gitTransports(texts);
  expect(judged).toHaveLength(texts.length);
  const counts = { accepted: 0, refused: 0, 'to helpers, other transports or options': 0 };
  const wrong: string[] = [];
  for (const [n, text] of texts.entries()) {
    const git = judged[n] ?? null;
    const inFile = readAddress(text, '/srv/shop');
    const inPort = repositoryUrl(text);
    if (git === null || !['https', 'ssh', 'file', 'http'].includes(git)) {
      counts['to helpers, other transports or options'] += 1;
      if (inPort.ok) wrong.push(`${text}: passes, and git reaches it by ${git}`);
      // A bare word is a remote's name for git; in the file it is a path from the file's folder, and reaches git as an absolute one.
      const path = isAbsolute(text) ? text : resolve('/srv/shop', text);
      if (inFile.ok && inFile.value !== path) wrong.push(`${text}: read as ${inFile.value}`);
    }
    const allowed = inPort.ok
      ? gitEnvironment({}, '/m.git', inPort.value, null)['GIT_ALLOW_PROTOCOL']?.split(':')
      : null;
    if (allowed !== null && (git === null || !allowed?.includes(git))) wrong.push(`${text}: git reaches it by ${git}`);
    counts[inFile.ok ? 'accepted' : 'refused'] += 1;
  }
  // What the file makes of an address, a relative path made absolute, is judged once more.
  const values = texts.flatMap((text) => {
    const read = readAddress(text, '/srv/shop');
    return read.ok ? [read.value] : [];
  });
  const reached = await gitTransports(values);
  for (const [n, transport] of reached.entries())
    if (transport === null || !['https', 'ssh', 'file', 'http'].includes(transport))
      wrong.push(`${values[n]}: git reaches it by ${transport}`);
  expect(wrong, `seed ${seed}`).toEqual([]);
  expect(counts.accepted).toBeGreaterThan(texts.length / 20);
  expect(counts.refused).toBeGreaterThan(texts.length / 20);
  figures('addresses, git as judge', { tried: texts.length, ...counts });
});
