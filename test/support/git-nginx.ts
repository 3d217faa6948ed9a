import { execFile, spawn } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './endpoint-orders';

const run = promisify(execFile);

export interface GitNginx {
  readonly port: number;
  /** `nginx 1.22.1` */
  readonly version: string;
  /** @param through another port, of a proxy in front of it */
  readonly url: (name: string, through?: number) => string;
  readonly close: () => Promise<void>;
}

const configuration = (folder: string, root: string, port: number): string => `
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
user root;
worker_processes 1;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  client_max_body_size 0;
  server {
    listen 127.0.0.1:${port};
    location ~ ^/git(/.*) {
      auth_basic "git";
      auth_basic_user_file ${folder}/users;
      fastcgi_pass unix:${folder}/fcgi.sock;
      include /etc/nginx/fastcgi_params;
      fastcgi_buffering off;
      fastcgi_read_timeout 600s;
      fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
      fastcgi_param GIT_HTTP_EXPORT_ALL "";
      fastcgi_param GIT_PROJECT_ROOT ${root};
      fastcgi_param PATH_INFO $1;
      fastcgi_param REMOTE_USER $remote_user;
      # Without it fcgiwrap keeps what a hook says until the hook ends.
      fastcgi_param NO_BUFFERING 1;
      fastcgi_param GIT_PROTOCOL $http_git_protocol;
    }
  }
}
`;

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Ends a process and all it started; fcgiwrap's children outlive it. */
const endGroup = async (child: ReturnType<typeof spawn>): Promise<void> => {
  const ended = new Promise((resolve) => child.once('close', resolve));
  if (child.pid === undefined || child.exitCode !== null) return;
  process.kill(-child.pid, 'SIGTERM');
  await ended;
};

/** nginx with git-http-backend behind fcgiwrap, for the repositories below `root`: who asks must be `ada` with the password `secret`. */
export const serveGitOverNginx = async (folder: string, root: string): Promise<GitNginx> => {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration(folder, root, port));
  await writeFile(join(folder, 'users'), 'ada:{PLAIN}secret\n');
  const options = { detached: true, stdio: 'ignore' } as const;
  const socket = join(folder, 'fcgi.sock');
  const fcgi = spawn('/usr/sbin/fcgiwrap', ['-c', '4', '-s', `unix:${socket}`], options);
  const nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', file, '-g', 'daemon off;'], options);
  const answers = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
  while (!(await isThere(socket)) || !(await answers())) {
    if (nginx.exitCode !== null || fcgi.exitCode !== null) throw new Error(`nginx did not start: see ${folder}`);
    await wait(20);
  }
  const { stderr } = await run('/usr/sbin/nginx', ['-v']);
  return {
    port,
    version: `nginx ${/nginx\/(\S+)/.exec(stderr)?.[1] ?? '?'}`,
    url: (name, through = port) => `http://127.0.0.1:${through}/git/${name}`,
    close: async () => {
      await endGroup(nginx);
      await endGroup(fcgi);
    },
  };
};
