import type { DemoEnvironment, Service } from './ports';

/**
 * What runs where when the demo is opened, by the stories' labels and tags: catalog is ready for production, basket drifted in dev,
 * checkout's staging candidate carries a bug that only production shows, web was stopped in test and diverged in production.
 */
export const runsAtFirstSight: Readonly<Record<Service, Readonly<Record<DemoEnvironment, string>>>> = {
  catalog: { dev: 'dev', test: 'test', staging: 'v1.5.0', production: 'v1.4.0' },
  basket: { dev: 'drifted', test: 'test', staging: 'v1.3.0', production: 'v1.3.0' },
  checkout: { dev: 'dev', test: 'test', staging: 'v2.2.0', production: 'v2.1.0' },
  web: { dev: 'dev', test: 'test', staging: 'v3.2.0', production: 'hotfix' },
};

/** What the ledger says runs; it differs from what runs only where somebody went around it. */
export const recordedAtFirstSight: typeof runsAtFirstSight = {
  ...runsAtFirstSight,
  basket: { ...runsAtFirstSight.basket, dev: 'dev' },
};
