import { spawn } from 'node:child_process';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { hasDisplay, startXvfb } from './display.mjs';
import { describeRuntime, ensureRuntime } from './electron-runtime.mjs';
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

/** Runs the app in the foreground; Ctrl+C reaches it, its exit code is ours. */
const runApp = (executable, args, env) =>
  new Promise((ended) => {
    const child = spawn(executable, args, { cwd: process.cwd(), env, stdio: 'inherit' });
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
    ...(xvfb === null ? {} : { DISPLAY: xvfb.display, HUMDRUM_SCREENSHOT: process.env.HUMDRUM_SCREENSHOT ?? 'auto' }),
  };
  try {
    return await runApp(runtime.executable, [...(isRoot ? ['--no-sandbox'] : []), root, ...process.argv.slice(2)], env);
  } finally {
    xvfb?.stop();
  }
});
