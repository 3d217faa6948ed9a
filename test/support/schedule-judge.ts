import type { Commit } from '../../contract/commit';
import type { Entry } from '../../contract/entry';
import type { JournalRecord } from '../../main/release/record-ports';
import type { World } from './schedule-world';

// Counts by itself, on raw entries: what it holds against the product is not the product's own reading of them.

interface Told {
  readonly claim: Extract<Entry, { kind: 'claimed' }>;
  readonly landed: number;
  sending: boolean;
  withdrawn: boolean;
  verdict: Extract<Entry, { kind: 'verdict' }> | null;
  resolved: boolean;
}

interface Sent {
  readonly id: string;
  readonly environment: string;
  performed: boolean;
}

export interface Judge {
  /** Entries came onto an environment's branch. */
  landed(before: readonly Entry[], after: readonly Entry[]): void;
  /** The first byte of an order is about to leave. */
  sending(order: { id: string; commit: Commit }, environment: string, journal: readonly JournalRecord[]): void;
  /** The endpoint did what an order asked. */
  performed(id: string): void;
  /** Somebody was shown what runs. */
  observed(machine: string, place: string, commit: Commit | null): void;
  /** A journal was opened again. */
  reopened(machine: string, acknowledged: readonly JournalRecord[], found: readonly JournalRecord[]): void;
  /** All machines are up, nothing is under way, people have resolved what was theirs to resolve. */
  atTheEnd(unfinished: number): void;
  violated(what: string): void;
  readonly sent: ReadonlyMap<string, Sent>;
}

export const placeKey = (environment: string, component: string): string => `${environment}/${component}`;

export const createJudge = (world: World): Judge => {
  const deployments = new Map<string, Told>();
  const sent = new Map<string, Sent>();
  const promotions = new Map<string, string>();
  const seen = new Map<string, number>();
  const open = new Map<string, Set<string>>();
  const violated = (what: string): void => {
    world.violations.push(what);
    world.tell?.(`VIOLATION: ${what}`);
  };
  const openIn = (environment: string): Set<string> => {
    const known = open.get(environment) ?? new Set<string>();
    open.set(environment, known);
    return known;
  };

  const verdict = (e: Extract<Entry, { kind: 'verdict' }>, told: Told): void => {
    if (told.verdict || told.withdrawn) return violated(`a second end of ${e.deployment}`);
    told.verdict = e;
    openIn(e.environment).delete(e.deployment);
    const key = `${e.machine} ${placeKey(e.environment, e.component)} ${told.claim.candidate.commit}`;
    if (e.verdict === 'deployed' && (seen.get(key) ?? -1) < told.landed)
      violated(`deployed without an observation that named the commit: ${e.deployment}`);
    if (e.verdict === 'not-deployed' && sent.get(e.deployment)?.performed)
      violated(`not deployed, says the verdict of what was deployed: ${e.deployment}`);
  };

  const take = (e: Entry): void => {
    if (e.kind === 'claimed') {
      const held = openIn(e.environment);
      if (held.size > 0) violated(`a second open claim in ${e.environment}: ${e.deployment}`);
      if (deployments.has(e.deployment)) violated(`claimed twice: ${e.deployment}`);
      held.add(e.deployment);
      deployments.set(e.deployment, { claim: e, landed: world.turns.now, sending: false, withdrawn: false, verdict: null, resolved: false }); // oxfmt-ignore
      return;
    }
    const told = 'deployment' in e && e.deployment !== null ? deployments.get(e.deployment) : undefined;
    if (!told) return;
    if (e.kind === 'sending') told.sending = true;
    if (e.kind === 'withdrawn') {
      if (told.sending || sent.has(e.deployment)) violated(`withdrawn after SENDING: ${e.deployment}`);
      told.withdrawn = true;
      openIn(e.environment).delete(e.deployment);
    }
    if (e.kind === 'verdict') verdict(e, told);
    if (e.kind === 'resolved') {
      if (told.verdict?.verdict !== 'unknown' || told.resolved) violated(`resolved what is not unknown: ${e.deployment}`); // oxfmt-ignore
      told.resolved = true;
    }
  };

  return {
    sent,
    violated,
    landed: (before, after) => {
      if (before.some((e, i) => after[i] !== e)) return violated('history was rewritten');
      for (const e of after.slice(before.length)) take(e);
    },
    sending: ({ id }, environment, journal) => {
      if (sent.has(id)) violated(`sent twice: ${id}`);
      const told = deployments.get(id);
      if (!journal.some((r) => r.kind === 'sending' && r.deployment === id)) violated(`the first byte before the journal’s SENDING: ${id}`); // oxfmt-ignore
      if (!told?.sending || told.verdict || told.withdrawn) violated(`the first byte without a SENDING on the ledger: ${id}`); // oxfmt-ignore
      const promotion = told?.claim.promotion ?? id;
      if (promotions.has(promotion)) violated(`one promotion, sent as ${promotions.get(promotion)} and as ${id}`);
      promotions.set(promotion, id);
      sent.set(id, { id, environment, performed: false });
    },
    performed: (id) => {
      const order = sent.get(id);
      if (order) order.performed = true;
      if (deployments.get(id)?.verdict?.verdict === 'not-deployed')
        violated(`landed after a verdict that says not deployed: ${id}`);
    },
    observed: (machine, place, commit) => void seen.set(`${machine} ${place} ${commit}`, world.turns.now),
    reopened: (machine, acknowledged, found) => {
      const lost = acknowledged.filter((r) => !found.includes(r));
      if (lost.length > 0) violated(`the journal of ${machine} lost ${lost.length} records that it had acknowledged`);
    },
    atTheEnd: (unfinished) => {
      for (const { id } of sent.values()) {
        const told = deployments.get(id);
        if (!told?.sending) violated(`lost: ${id} was sent and is not on the ledger`);
        else if (!told.verdict) violated(`no verdict: ${id}`);
      }
      for (const [environment, held] of open)
        if (held.size > 0) violated(`${environment} stays claimed by ${[...held].join(', ')}`);
      if (unfinished > 0) violated(`${unfinished} deployments stay unfinished in a journal`);
    },
  };
};
