import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';
import { pointAt } from '../../main/http/pointer';
import { git } from './repositories';

export interface GitController {
  /** Answers `{ "commit": …, "status": … }`. */
  readonly url: string;
  /** It goes on answering, and follows nothing. */
  asleep: boolean;
  /** It takes connections and says nothing. */
  silent: boolean;
  readonly close: () => Promise<void>;
}

const versionIn = (text: string, key: string): string => {
  if (key.startsWith('/')) return String(pointAt(parse(text), key));
  return new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1] ?? '';
};

/** Follows a file of a branch as Argo CD and Flux do: what it says is what runs, a moment later. */
export const startController = async (
  repository: string,
  branch: string,
  file: string,
  key: string,
): Promise<GitController> => {
  let runs = 'nothing';
  const ended = new AbortController();
  const follow = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      if (!controller.asleep) {
        const text = await git(repository, ['show', `refs/heads/${branch}:${file}`]).catch(() => null);
        if (text !== null) runs = versionIn(text, key);
      }
      await wait(30);
    }
  };
  const server = createServer((_request, response) => {
    if (controller.silent) return;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ commit: runs, status: 'ok' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  let following = Promise.resolve();
  const controller: GitController = {
    url: `http://127.0.0.1:${port}/version`,
    asleep: false,
    silent: false,
    close: async () => {
      ended.abort();
      await following;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  following = follow();
  return controller;
};
