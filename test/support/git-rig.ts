import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { Component } from '../../contract/workspace';
import { createGit, type Git, type GitOptions } from '../../main/git/git';

export const signal = new AbortController().signal;

export const componentOf = (repository: string, more: Partial<Component> = {}): Component => ({
  name: 'catalog',
  repository,
  path: null,
  branch: null,
  candidates: { kind: 'commits' },
  migrations: [],
  config: [],
  checks: null,
  after: [],
  targets: [],
  ...more,
});

/** The git port with mirrors of its own, as a second process of the app would have with the same folder. */
export const gitIn = (folder: string, more: Partial<GitOptions> = {}): Git =>
  createGit({
    mirrorsFolder: join(folder, 'mirrors'),
    concurrency: 2,
    now: () => new Date().toISOString(),
    componentOf: () => undefined,
    env: { PATH: process.env['PATH'], HOME: folder },
    ...more,
  });

/** `folder`: a new one for the test, gone afterwards. `port`: the git port, its mirrors and its home in there. */
export const test = base.extend<{ folder: string; port: Git }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'humdrum-git-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  port: async ({ folder }, use) => {
    await use(gitIn(folder));
  },
});

export { expect } from '@playwright/test';
