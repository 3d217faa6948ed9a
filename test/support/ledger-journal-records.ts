import { commitSchema } from '../../contract/commit';
import type { JournalRecord } from '../../main/release/record-ports';

const at = '2026-03-05T10:00:00.000Z';
const commit = commitSchema.parse('b'.repeat(40));

export const requested = (deployment: string, version: string | null = null): JournalRecord => ({
  kind: 'requested',
  deployment,
  at,
  promotion: deployment,
  component: 'catalog',
  stage: 'dev',
  environment: 'dev',
  candidate: { id: 'a'.repeat(64), component: 'catalog', commit, version, artifact: null, config: null },
  from: null,
  cause: 'promotion',
});

export const sending = (deployment: string): JournalRecord => ({ kind: 'sending', deployment, at });
export const withdrawn = (deployment: string): JournalRecord => ({ kind: 'withdrawn', deployment, at });
export const ended = (deployment: string): JournalRecord => ({
  kind: 'ended',
  deployment,
  at,
  ending: { kind: 'nothing-sent', failure: { kind: 'cancelled' } },
});
