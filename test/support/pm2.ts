import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Target } from '../../contract/workspace';
import type { CommandRig } from './command-rig';
import { freePort } from './endpoint-orders';
import { git } from './repositories';
import type { AppFiles, SshHost } from './ssh-host';

const run = promisify(execFile);

const release = '7.0.4';

export interface Program {
  readonly path: string;
  /** By its own package: asked for it, pm2 would start a daemon. */
  readonly version: string;
}

/** Puts pm2 into a folder, out of npm's registry, scripts left out. */
export const installPm2 = async (folder: string): Promise<Program> => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
  await run('npm', ['install', ...flags, `pm2@${release}`], { cwd: folder });
  const own = await readFile(join(folder, 'node_modules', 'pm2', 'package.json'), 'utf8');
  const { version } = JSON.parse(own) as { version: string }; // as: npm would not have installed it
  return { path: join(folder, 'node_modules', '.bin', 'pm2'), version };
};

/** Answers with the commit that it was started from. */
const server = `
const commit = require('node:child_process').execFileSync('git', ['rev-parse', 'HEAD'], { cwd: __dirname }).toString().trim();
require('node:http').createServer((request, response) => response.end(JSON.stringify({ commit })))
  .listen(Number(process.env.PORT), '127.0.0.1');
`;

export const pm2App: AppFiles = { one: { 'server.js': server, version: 'one\n' }, two: { version: 'two\n' } };

export interface Pm2 {
  readonly target: Target;
  /** Ends pm2's daemons and what they run. */
  readonly end: () => Promise<void>;
}

/** Waits where a test says so, until it lets it go on or has removed the folder. */
const hold = (where: string): string =>
  `if test -e hold-${where}; then touch held; while test -e held -a ! -e go; do sleep 0.1; done; fi`;

/** A workspace that deploys with \`pm2 deploy\`; what runs is what the app itself answers. */
export const setUpPm2 = async (command: CommandRig, host: SshHost, program: string): Promise<Pm2> => {
  const { folder } = host;
  const port = await freePort();
  const path = process.env['PATH'] ?? '';
  const home = join(folder, 'pm2');
  const start = `test -e lie || { ${program} delete shop; cd current && ${program} start server.js --name shop && cd ..; }`;
  await writeFile(join(folder, 'before.sh'), `cd ${folder}\n${hold('before')}\n`);
  const after = [`cd ${folder}`, `export PATH='${path}' PM2_HOME=${home} PORT=${port}`, start, hold('after')];
  await writeFile(join(folder, 'after.sh'), `${after.join('\n')}\n`);
  const production = {
    user: host.user,
    host: ['127.0.0.1'],
    port: String(host.port),
    key: host.key,
    ssh_options: ['BatchMode=yes', `UserKnownHostsFile=${host.known}`],
    ref: 'origin/main',
    repo: host.repository,
    path: folder,
    'pre-deploy-local': 'sh bin/first',
    'pre-deploy': `sh ${folder}/before.sh`,
    'post-deploy': `sh ${folder}/after.sh`,
  };
  await host.write({
    'ecosystem.config.js': `module.exports = ${JSON.stringify({ apps: [], deploy: { production } }, null, 2)};\n`,
    'bin/first': `cd ${folder}; test -e stubborn || exit 0; trap '' TERM; echo $$ >pid; while :; do sleep 1; done\n`,
    'bin/what-runs': `#!/usr/bin/env node
fetch('http://127.0.0.1:${port}/').then((answer) => answer.text()).then(console.log, () => console.log('-'));
`,
  });
  // It refuses a folder that is no repository, and one with changes that are not committed.
  await git(command.folder, ['init', '--quiet', '--template=']);
  await git(command.folder, ['add', '-A']);
  await git(command.folder, ['commit', '--quiet', '-m', 'the workspace']);
  const env = { PM2_HOME: join(folder, 'pm2-here') };
  const setup = ['deploy', 'ecosystem.config.js', 'production', 'setup'];
  const given = { PATH: path, HOME: folder };
  await run(program, setup, { cwd: command.folder, env: { ...given, ...env } });
  const target = command.target(
    {
      deploy: [program, 'deploy', 'ecosystem.config.js', '${environment}', 'ref', '${candidate.commit}'],
      observe: ['bin/what-runs'],
      env,
      within: '15s',
    },
    { environment: 'production' },
  );
  const end = async (): Promise<void> => {
    for (const PM2_HOME of [home, env.PM2_HOME]) await run(program, ['kill'], { env: { ...given, PM2_HOME } });
  };
  return { target, end };
};
