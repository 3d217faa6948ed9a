import type { Failure } from '../../../contract/failure';
import type { ComponentView, Snapshot } from '../../../contract/snapshot';
import { componentFacts } from './component-facts';
import { componentView } from './component-view';
import { openIncidents } from '../on-record/incidents';
import { lineOf } from '../line';
import { handOverForMe } from '../rotation/whose-turn';
import type { Session } from '../session';
import { systemView } from './system-view';

const unreadLedger = (session: Session): readonly Failure[] => {
  // One ledger, read at once: one notice, however many environments it has.
  const problems = [...session.readings.ledgers.values()].flatMap((r) => r.problem ?? []);
  const alarms = problems.filter((p) => p.kind === 'ledger-rewritten' || p.kind === 'ledger-forged');
  return alarms.length > 0 ? alarms : problems.slice(0, 1);
};

/** Derives what is shown from the session's readings. Components that came out the same keep their identity. */
export const deriveSnapshot = async (session: Session, before: Snapshot | null, demo: boolean): Promise<Snapshot> => {
  const { workspace, ports } = session;
  const known = new Map(before?.components.map((c) => [c.name, c]));
  const components = await Promise.all(
    workspace.components.map(async (component): Promise<ComponentView> => {
      const facts = await componentFacts(session, component);
      const view = componentView(session, component, facts.ok ? facts.value : null);
      const problem = view.mirror.problem ?? (facts.ok ? facts.value.problem : facts.failure);
      const unread = { ...view, mirror: { ...view.mirror, problem } };
      const old = known.get(component.name);
      return old && JSON.stringify(old) === JSON.stringify(unread) ? old : unread;
    }),
  );
  // Unknown is said with the ledger's problem; here it would say that somebody stopped it.
  const line = lineOf(session, '', null);
  const readAts = [...session.readings.ledgers.values()].flatMap((r) => r.value?.readAt ?? []);
  return {
    revision: (before?.revision ?? 0) + 1,
    workspace: { name: workspace.name, file: workspace.file, id: workspace.id, demo },
    me: ports.identity.me,
    stages: workspace.stages,
    components,
    system: systemView(session, components),
    trust: {
      state: ports.trust.isTrusted(workspace) ? 'trusted' : 'asked',
      hash: workspace.acts.hash,
      acts: workspace.acts.list,
      agreed: ports.trust.agreed?.(workspace) ?? null,
    },
    line: line === 'unknown' ? null : line,
    incidents: openIncidents(session),
    handOver: handOverForMe(session),
    problems: [...session.problems, ...unreadLedger(session)],
    ledger: {
      where: ports.ledger.where,
      shared: ports.ledger.shared,
      readAt: readAts.sort((a, b) => a.localeCompare(b))[0] ?? null,
    },
    readAt: session.readings.readAt,
    baseline: session.baseline,
  };
};
