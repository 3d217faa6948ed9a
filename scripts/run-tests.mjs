import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasDisplay, startXvfb } from './display.mjs';
import { isRoot, root, run, say } from './run.mjs';
import { testUser } from './test-user.mjs';

/** What `npm test` runs; the others start whole systems, as root: `npm run test:endpoints`. */
const projects = ['unit', 'git', 'ledger', 'faults', 'endpoint', 'app'];

const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];

/** Passed means passed at the first try; a test that was skipped, or that flickered, has not passed. */
export const count = (report) => {
  const counts = new Map();
  for (const { tests } of report.suites.flatMap(specsIn)) {
    for (const { projectName, status } of tests) {
      const { passed, failed } = counts.get(projectName) ?? { passed: 0, failed: 0 };
      const good = status === 'expected';
      counts.set(projectName, { passed: passed + (good ? 1 : 0), failed: failed + (good ? 0 : 1) });
    }
  }
  return { counts, errors: report.errors.map(({ message }) => message ?? 'an error without a message') };
};

/** Playwright takes every word after `--project` for a project; here one follows, then files may. */
const onePerProject = (args) =>
  args.flatMap((word, index) => {
    if (word === '--project') return [];
    return args[index - 1] === '--project' ? [`--project=${word}`] : [word];
  });

/** The projects a command line names: all of them where it names none. */
export const projectsOf = (args) => {
  const named = onePerProject(args).filter((word) => word.startsWith('--project='));
  return named.length > 0 ? named.map((word) => word.slice('--project='.length)) : projects;
};

const playwright = async (user, args, more, output) => {
  const report = join(user.results, 'report.json');
  const cli = join(user.folder, 'node_modules', '@playwright', 'test', 'cli.js');
  const reporters = `--reporter=list,json`;
  const left = `--output=${join(user.results, 'artifacts')}`;
  const { code } = await run(user.node, [cli, 'test', reporters, left, ...args], {
    cwd: user.folder,
    identity: user.identity,
    stdio: ['inherit', output.fd, 'inherit'],
    env: { ...user.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...more },
  });
  const text = await readFile(report, 'utf8').catch(() => null);
  return { code, report: text === null ? null : JSON.parse(text) };
};

/** What failed left pictures, traces and the page as it was: kept where a person, and not only the test user, finds them. */
const keepArtifacts = async (user, output) => {
  const kept = join(root, 'test-results');
  await rm(kept, { recursive: true, force: true });
  const copied = await cp(join(user.results, 'artifacts'), kept, { recursive: true }).then(
    () => true,
    () => false,
  );
  if (copied) say(`What the failed tests left is in ${kept}.`, output);
};

const needsDisplay = (args) => projectsOf(args).some((name) => ['app', 'real-app', 'bench'].includes(name));

/**
 * Runs Playwright with `given` and says the count of every project: `{ passed, failed }`. A project that ran no test has failed.
 * @param more what the tests are to have in their environment
 * @param output where it is said
 */
export const runTests = async (given, more = {}, output = process.stdout) => {
  const asked = onePerProject(given);
  const args = [
    ...asked.filter((word) => !word.startsWith('--project=')),
    ...projectsOf(given).map((name) => `--project=${name}`),
  ];
  const user = await testUser();
  // Root's own display is not for another user.
  const xvfb = needsDisplay(args) && (isRoot || !hasDisplay()) ? await startXvfb({ ...user }) : null;
  try {
    const environment = { ...(xvfb === null ? {} : { DISPLAY: xvfb.display }), ...more };
    const { code, report } = await playwright(user, args, environment, output);
    if (report === null) {
      say(`Playwright ended with exit code ${code} and no report.`, output);
      return { passed: 0, failed: 1 };
    }
    const { counts, errors } = count(report);
    for (const error of errors) say(error, output);
    const total = { passed: 0, failed: errors.length };
    for (const project of projectsOf(args)) {
      const { passed, failed } = counts.get(project) ?? { passed: 0, failed: 0 };
      const nothing = passed + failed === 0;
      const remark = nothing ? ' – it ran no test, which is a failure' : '';
      say(`${project}: ${passed} passed, ${failed} failed${remark}`, output);
      total.passed += passed;
      total.failed += nothing ? 1 : failed;
    }
    // Whatever else Playwright ended over, a green count must not hide it.
    if (code !== 0 && total.failed === 0) total.failed = 1;
    if (total.failed > 0) await keepArtifacts(user, output);
    return total;
  } finally {
    xvfb?.stop();
    await user.dispose();
  }
};
