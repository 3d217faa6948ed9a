import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import { dataFolder } from './data-folder';
import { registerAppScheme, serveApp } from './desktop/app-protocol';
import { canBeHandedOver, launchFrom, ownArguments, readCommandLine } from './desktop/command-line';
import { guardPages } from './desktop/page-guard';
import { openSettings } from './desktop/settings';
import { createShell } from './desktop/shell';

const launch = readCommandLine(ownArguments(process.argv, process.defaultApp ?? false), process.cwd());
const data = dataFolder(process.env, process.platform);
const userData = launch.userData ?? join(data, 'desktop');
app.setPath('userData', userData);
// As root there is none, and Chromium refuses to start where one is asked for.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();

const run = async (): Promise<void> => {
  const settings = openSettings(userData);
  nativeTheme.themeSource = settings.settings().appearance;
  settings.onChange(({ appearance }) => {
    nativeTheme.themeSource = appearance;
  });
  await app.whenReady();
  guardPages();
  serveApp(join(__dirname, '..', 'renderer'));
  const shell = createShell({ settings, data, userData, processes: __dirname });
  app.on('second-instance', (_event, _argv, _cwd, sent) => void shell.open(launchFrom(sent)));
  app.on('open-url', (_event, link) => void shell.open({ ...launch, screenshot: null, workspace: null, link }));
  app.on('activate', () => shell.show());
  await shell.open(launch);
};

// One copy per user data folder: what this one was asked for is shown by the one that runs.
if (!canBeHandedOver(process.argv, process.cwd(), launch)) {
  process.stderr.write(
    'What Humdrum was started with is too long, so nothing was opened. Open the workspace from its window.\n',
  );
  app.exit(2);
} else if (app.requestSingleInstanceLock({ ...launch })) {
  void run();
} else {
  const what = launch.workspace ?? (launch.demo ? 'the demo' : null);
  process.stdout.write(
    `Humdrum is already running: its window is in front now${what === null ? '' : ` and opens ${what}`}.\n`,
  );
  app.exit(0);
}
