import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';

// The board by the names that are part of the contract (docs: screens), and the shop's processes asked directly.

export const cell = (page: Page, component: string, stage: string): Locator =>
  page.getByRole('gridcell', { name: `${component} in ${stage}`, exact: true });

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

export const panel = (page: Page, component: string, stage: string): Locator =>
  page.getByRole('region', { name: `Deployment of ${component} to ${stage}`, exact: true });

export const verdict = (page: Page, component: string, stage: string): Locator =>
  panel(page, component, stage)
    .getByRole('status')
    .filter({ hasText: /^(Deployed|Not deployed|Unknown)/ });

const portsSchema = z.record(z.string(), z.record(z.string(), z.number()));
const versionSchema = z.object({ commit: z.string(), version: z.string() });

/** What the process of a service in an environment says it is, over HTTP, past everything of ours. */
export const serves = async (demo: string, environment: string, service: string): Promise<string> => {
  const ports = portsSchema.parse(JSON.parse(readFileSync(join(demo, 'ports.json'), 'utf8')));
  const answer = await fetch(`http://127.0.0.1:${ports[environment]?.[service]}/version`);
  return versionSchema.parse(await answer.json()).commit;
};

/** The same, of a service that may be between two releases: whoever asks then is refused. */
export const servesNow = async (demo: string, environment: string, service: string): Promise<string> => {
  try {
    return await serves(demo, environment, service);
  } catch (error) {
    if (error instanceof TypeError) return 'nobody answers'; // what fetch throws where there is no connection
    throw error;
  }
};

export const demoOf = (data: string): string => join(data, 'demo');
