import type { PromotionFacts } from '../../contract/promotion-facts';
import type { Stage } from '../../contract/workspace';

export const stage = (over: Partial<Stage> = {}): Stage => ({
  name: 'staging',
  environment: 'staging',
  promote: 'click',
  together: true,
  protected: false,
  countdownMs: 5000,
  soakMs: 0,
  approvals: 0,
  rollback: 'click',
  signoffs: [],
  batch: null,
  freeze: [],
  ...over,
});

/** Facts to which no rule objects; a test changes the one it is about. */
export const eligible = (over: Partial<PromotionFacts> = {}): PromotionFacts => ({
  component: 'catalog',
  stage: stage(),
  upstream: 'test',
  now: '2026-11-19T18:00:00.000Z',
  trusted: true,
  candidate: { commit: 'a'.repeat(40), version: 'v2.0.0' },
  running: 'b'.repeat(40),
  recorded: 'b'.repeat(40),
  ahead: 3,
  behind: 0,
  lost: 0,
  checks: 'passed',
  verified: 'passed',
  verifiedAt: '2026-11-19T12:00:00.000Z',
  faulty: false,
  rejected: null,
  hold: null,
  lock: null,
  inFlight: null,
  unknownVerdict: null,
  approvals: 0,
  line: null,
  unsigned: { release: null, boxes: [] },
  late: null,
  ...over,
});
