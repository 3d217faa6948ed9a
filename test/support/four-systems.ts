import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import type { Commit } from '../../contract/commit';
import { writeCapistrano } from './capistrano';
import { addCommit, git } from './repositories';
import { startSshHost } from './ssh-host';
import { specOf } from './swarm-service';
import { makeWar, startTomcat } from './tomcat';

const run = promisify(execFile);

/** A component on a system of its own, and how that system is asked past Humdrum what it runs. */
export interface Placed {
  readonly component: string;
  readonly runs: () => Promise<string | null>;
}

export interface FourSystems {
  readonly workspaceText: string;
  /** What the app needs in its environment to reach them. */
  readonly env: Readonly<Record<string, string>>;
  readonly password: string;
  readonly tomcat: string;
  readonly placed: readonly Placed[];
  /** Adds a commit, packed for each of the systems. */
  readonly commit: (subject: string) => Promise<Commit>;
  readonly close: () => Promise<void>;
}

const textOf = (repository: string, socket: string, pages: string, tomcat: string): string => `humdrum: 1
name: Four systems
stages: [production]
environments: { production: {} }
components:
  - name: cart
    repository: ${repository}
    environments:
      production: { endpoint: { kind: docker-swarm, host: 'unix://${socket}', service: cart, image: 'shop:\${candidate.commit}' } }
  - name: page
    repository: ${repository}
    environments:
      production: { endpoint: { kind: git-branch, repository: '${pages}', branch: live } }
  - name: store
    repository: ${repository}
    environments:
      production:
        endpoint:
          kind: http
          deploy:
            method: PUT
            url: '${tomcat}/manager/text/deploy?path=/store&update=true'
            headers: { Authorization: 'Basic \${secret:MANAGER}' }
            file: 'wars/\${candidate.commit}.war'
            refused: 'FAIL - '
          observe: { url: '${tomcat}/store/version.json', commit: /commit }
  - name: office
    repository: ${repository}
    environments:
      production:
        endpoint:
          kind: command
          deploy: [cap, production, deploy]
          observe: [bin/what-runs]
          find: [bin/find]
          env: { REF: '\${candidate.commit}' }
`;

/** A swarm, a branch behind ssh, Tomcat and a machine that Capistrano deploys to; each runs the first commit. @param socket the swarm's */
export const startFourSystems = async (folder: string, socket: string): Promise<FourSystems> => {
  const docker = new Docker({ socketPath: socket });
  const { host, close } = await startSshHost(folder, join(folder, 'host'), {
    one: { version: 'one\n' },
    two: { version: 'two\n' },
  });
  const tomcat = await startTomcat();
  const pages = join(folder, 'pages.git');
  mkdirSync(join(folder, 'wars'));
  const pack = async (commit: Commit): Promise<void> => {
    await run('/usr/bin/docker', ['-H', `unix://${socket}`, 'tag', 'base:1', `shop:${commit}`]);
    await makeWar(join(folder, 'wars'), commit, commit);
  };
  for (const commit of [host.older, host.newer]) await pack(commit);
  await writeCapistrano(host);
  await git(folder, ['clone', '--quiet', '--bare', host.repository, 'pages.git']);
  await git(pages, ['update-ref', 'refs/heads/live', host.older]);
  await docker.createService(specOf('cart', { image: `shop:${host.older}` }));
  const war = { method: 'PUT', headers: { authorization: `Basic ${tomcat.password}` } };
  const first = await readFile(join(folder, 'wars', `${host.older}.war`));
  await fetch(`${tomcat.origin}/manager/text/deploy?path=/store`, { ...war, body: first });

  const inSwarm = async (): Promise<string | null> => {
    const tasks = await docker.listTasks({ filters: { service: ['cart'] } });
    const images = tasks.flatMap((task) =>
      task.Status?.State === 'running' ? (task.Spec?.ContainerSpec?.Image ?? '') : [],
    );
    return images.length === 1 ? (images[0] ?? '').replace('shop:', '') : null;
  };
  const inTomcat = async (): Promise<string | null> => {
    const answer = await fetch(`${tomcat.origin}/store/version.json`);
    const said = answer.ok ? ((await answer.json()) as { commit: string }) : null; // as: the war of the test
    return said?.commit ?? null;
  };
  return {
    workspaceText: textOf(host.repository, socket, `ssh://${host.user}@127.0.0.1:${host.port}${pages}`, tomcat.origin),
    env: { GIT_SSH_COMMAND: host.command },
    password: tomcat.password,
    tomcat: tomcat.origin,
    placed: [
      { component: 'cart', runs: inSwarm },
      { component: 'page', runs: async () => (await git(pages, ['rev-parse', 'live'])).trim() },
      { component: 'store', runs: inTomcat },
      { component: 'office', runs: async () => (await host.read('current/REVISION'))?.trim() ?? null },
    ],
    commit: async (subject) => {
      const added = await addCommit(host.repository, 'main', { version: subject }, { message: subject });
      await pack(added);
      return added;
    },
    close: async () => {
      for (const { ID } of await docker.listServices()) await docker.getService(ID).remove();
      await tomcat.close();
      await close();
    },
  };
};
