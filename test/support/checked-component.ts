import type { ChecksConfig } from '../../contract/checks';
import type { Component } from '../../contract/workspace';

/** A component of which only where its results come from matters. */
export const checkedComponent = (checks: ChecksConfig | null, branch: string | null = null): Component => ({
  name: 'catalog',
  repository: '/nowhere',
  path: null,
  branch,
  candidates: { kind: 'commits' },
  migrations: [],
  config: [],
  checks,
  after: [],
  targets: [],
});
