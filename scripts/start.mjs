import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { hasDisplay, startXvfb } from './display.mjs';
import { describeRuntime, ensureRuntime, runtimeFolder } from './electron-runtime.mjs';
import { isRoot, main, root, say } from './run.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const setUp = async (shown) => {
  await Promise.all([ensureDependencies(), ensureSystemPackages({ shown, testing: false })]);
  const [runtime] = await Promise.all([ensureRuntime(), ensureBuild()]);
  return runtime;
};

const noScreen = (display) =>
  `There is no display: Humdrum runs under Xvfb on ${display}. To see it, run it where there is a screen, or over ssh -X; ` +
  'or look at the screenshot below.';

/** Chromium's own. Without a screen it has no graphics card and no desktop bus either, and says so at length. */
const switches = (hidden) => [
  ...(isRoot ? ['--no-sandbox'] : []),
  ...(hidden ? ['--log-level=3', '--disable-gpu'] : []),
];

const ownArguments = (hidden) => {
  const args = process.argv.slice(2);
  const pictured = args.some((word) => word.startsWith('--screenshot'));
  return hidden && !pictured ? [...args, '--screenshot', join(runtimeFolder, 'board.png')] : args;
};

/** Runs the app in the foreground; Ctrl+C reaches it, its exit code is ours. */
const runApp = (executable, args, env) =>
  new Promise((ended) => {
    // npm runs scripts in the checkout; INIT_CWD is where the person stands, and relative paths are theirs.
    const child = spawn(executable, args, { cwd: process.env.INIT_CWD ?? process.cwd(), env, stdio: 'inherit' });
    const pass = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
    child.on('error', (error) => {
      say(`${executable} did not start: ${error.message}`, process.stderr);
      ended(1);
    });
    child.on('close', (code, signal) => ended(signal === null ? code : 1));
  });

await main(async () => {
  const shown = hasDisplay();
  const runtime = await setUp(shown);
  say(describeRuntime(runtime));
  if (isRoot) say('You are root: Chromium runs without its sandbox (--no-sandbox).');
  const xvfb = shown ? null : await startXvfb();
  if (xvfb !== null) say(noScreen(xvfb.display));
  const env = {
    ...process.env,
    ...(runtime.development ? { HUMDRUM_RUNTIME: 'development' } : {}),
    ...(xvfb === null ? {} : { DISPLAY: xvfb.display }),
  };
  try {
    return await runApp(runtime.executable, [...switches(xvfb !== null), root, ...ownArguments(xvfb !== null)], env);
  } finally {
    xvfb?.stop();
  }
});
