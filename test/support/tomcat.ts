import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './endpoint-orders';
import { startServer } from './real-server';

const run = promisify(execFile);

export interface Tomcat {
  readonly port: number;
  readonly origin: string;
  /** As it says it itself: `Apache Tomcat/10.1.60 (Debian)`. */
  readonly version: string;
  /** What the header `Authorization: Basic` takes. */
  readonly password: string;
  /** The manager, asked as a person would. */
  readonly manager: (command: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const user = 'releases:s3cret of theirs';
const password = Buffer.from(user).toString('base64');

/** Debian's Tomcat on a free port, with its manager, in a folder of its own. */
export const startTomcat = async (): Promise<Tomcat> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-tomcat-'));
  const base = join(folder, 'base');
  const port = await freePort();
  const [name = '', word = ''] = user.split(':');
  await run('tomcat10-instance-create', ['-p', String(port), '-c', String(await freePort()), base]);
  const server = join(base, 'conf', 'server.xml');
  const text = await readFile(server, 'utf8');
  // On this machine only, and without a port that shuts it down.
  await writeFile(
    server,
    text
      .replace(`port="${port}"`, `address="127.0.0.1" port="${port}"`)
      .replace(/<Server port="\d+"/, '<Server port="-1"'),
  );
  await writeFile(
    join(base, 'conf', 'tomcat-users.xml'),
    `<tomcat-users><user username="${name}" password="${word}" roles="manager-script"/></tomcat-users>`,
  );
  const contexts = join(base, 'conf', 'Catalina', 'localhost');
  await mkdir(contexts, { recursive: true });
  await writeFile(
    join(contexts, 'manager.xml'),
    '<Context docBase="/usr/share/tomcat10-admin/manager" privileged="true"/>',
  );
  const origin = `http://127.0.0.1:${port}`;
  const manager = async (command: string): Promise<string> => {
    const answer = await fetch(`${origin}/manager/text/${command}`, {
      headers: { authorization: `Basic ${password}` },
    });
    return answer.text();
  };
  const home = '/usr/share/tomcat10';
  const started = await startServer(
    [join(home, 'bin', 'catalina.sh'), 'run'],
    { CATALINA_BASE: base, CATALINA_HOME: home, JAVA_OPTS: '-Xmx128m -XX:+UseSerialGC' },
    async () => (await manager('list')).startsWith('OK'),
  );
  const info = await manager('serverinfo');
  return {
    port,
    origin,
    version: /Tomcat Version: \[([^\]]+)\]/.exec(info)?.[1] ?? info,
    password,
    manager,
    close: async () => {
      await started.close();
      await rm(folder, { recursive: true });
    },
  };
};

/** A war made by `jar`, larger than 1 MB so that it is asked for before it is sent. @param web its `WEB-INF/web.xml` */
export const makeWar = async (folder: string, name: string, commit: string, web?: string): Promise<void> => {
  const content = join(folder, `${name}-content`);
  await mkdir(join(content, 'WEB-INF'), { recursive: true });
  await writeFile(join(content, 'version.json'), JSON.stringify({ commit }));
  await writeFile(join(content, 'large.bin'), randomBytes(1_500_000));
  if (web !== undefined) await writeFile(join(content, 'WEB-INF', 'web.xml'), web);
  await run('jar', ['cf', join(folder, `${name}.war`), '-C', content, '.']);
};
