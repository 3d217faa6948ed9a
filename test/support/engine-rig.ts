import { randomUUID } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { explain } from '../../contract/explain';
import type { Ending } from '../../contract/deployment';
import { startEngine, type Board, type EngineChild, type EngineOptions } from './engine-child';
import { json, startPeer, type Peer } from './endpoint-http';
import { buildRepository, type BuiltRepository } from './repositories';

/** A deployment system over HTTP that writes down what it got, and a workspace that deploys through it. */
export interface Site {
  readonly folder: string;
  readonly data: string;
  readonly file: string;
  readonly repository: BuiltRepository;
  readonly peer: Peer;
  /** What the environment runs; set by an order. */
  running: string;
  /** The orders it heard: the idempotency key of each. */
  readonly orders: readonly string[];
  readonly write: (more?: Workspace) => void;
  /** The engine on this workspace, trusted, with its board read. */
  readonly open: (options?: Partial<EngineOptions>) => Promise<EngineChild>;
  /** What a click on the offered promotion sends. */
  readonly click: (board: Board) => Record<string, unknown>;
}

interface Workspace {
  /** Keys of the stage `live`. */
  readonly stage?: string;
  /** Lines of the component. */
  readonly component?: string;
  readonly repository?: string;
}

const workspaceText = (
  origin: string,
  { stage = '', component = '', repository = './catalog.git' }: Workspace,
): string => `humdrum: 1
name: Site
stages:
  - { name: live${stage} }
environments:
  live:
    endpoint:
      kind: http
      deploy: { url: '${origin}/deploy', json: { commit: '\${candidate.commit}' } }
      observe: { url: '${origin}/version', commit: /commit }
components:
  - name: catalog
    repository: ${repository}
${component}`;

export const ready = ({ header, components }: Board): boolean =>
  header.readAt !== null && components.get('catalog')?.gaps[0]?.objections.length === 0;

/** All that a person reads of how it ended. */
export const wordsOf = (ending: Ending): string => {
  if (ending.kind === 'verdict') return `${ending.text} ${ending.next}`;
  const { title, what, untouched, next } = explain(ending.failure);
  return [title, what, untouched, next].join(' ');
};

export const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'humdrum-site-')));
    const repository = await buildRepository(join(folder, 'catalog.git'), {
      commits: [
        { name: 'one', files: { a: '1' } },
        { name: 'two', files: { a: '2' } },
        { name: 'three', files: { a: '3' } },
      ],
      branches: { main: 'two' },
    });
    const orders: string[] = [];
    const peer = await startPeer((request, response, socket) => {
      if (request.method === 'POST') {
        orders.push(String(request.headers['idempotency-key']));
        site.running = (JSON.parse(request.body) as { commit: string }).commit; // as: the workspace file says so
      }
      json(200, { commit: site.running })(request, response, socket);
    });
    const file = join(folder, 'humdrum.yml');
    const data = join(folder, 'data');
    const opened: EngineChild[] = [];
    const site: Site = {
      folder,
      data,
      file,
      repository,
      peer,
      running: repository.id('one'),
      orders,
      write: (more = {}) => writeFileSync(file, workspaceText(peer.origin, more)),
      open: async (options = {}) => {
        const engine = await startEngine({ data, file, ...options });
        opened.push(engine);
        const { header } = await engine.board(() => true);
        if (header.trust.state === 'asked') await engine.call('trust', { hash: header.trust.hash });
        return engine;
      },
      click: ({ components }) => ({
        promotion: randomUUID(),
        component: 'catalog',
        stage: 'live',
        commit: components.get('catalog')?.gaps[0]?.candidate?.commit,
        seen: components.get('catalog')?.cells[0]?.running?.commit ?? null,
      }),
    };
    site.write();
    await use(site);
    for (const engine of opened) await engine.close();
    await peer.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});
