import type { Component } from '../../contract/workspace';
import { dayMs } from '../../contract/span';
import { readInsights } from '../../main/release/insights/read-insights';
import type { Session } from '../../main/release/session';
import { componentOf, expect, signal, test } from '../support/git-rig';
import { badOneIn, changesEach, makeLargeHistory } from '../support/large-history';
import { makeWorld, openRig } from '../support/release-rig';
import { valueOf } from '../support/results';

const [components, deployments] = [20, 1000];

test('insights of 100,000 ledger entries, with the 40,000 changes that they brought, are what the history is made of', async ({
  folder,
  port,
}) => {
  const now = Date.UTC(2026, 10, 23);
  const made = makeLargeHistory(folder, components, deployments, now - 365 * dayMs);
  expect(made.entries).toHaveLength(100_000);
  const all: readonly Component[] = made.components.map(({ name, repository }) => ({
    ...componentOf(repository),
    name,
  }));
  for (const component of all) valueOf(await port.mirrors.refresh(component, signal));
  const rig = await openRig(makeWorld());
  const readAt = new Date(now).toISOString();
  const ledger = { environment: 'production', entries: made.entries, tip: null, readAt };
  const session: Session = {
    ...rig,
    workspace: { ...rig.workspace, components: all },
    readings: { ...rig.readings, ledgers: new Map([['production', { value: ledger, problem: null }]]) },
    ports: { ...rig.ports, history: port.history, clock: { ...rig.ports.clock, now: () => readAt } },
  };
  const took: number[] = [];
  while (took.length < 2) {
    const started = performance.now();
    const read = valueOf(await readInsights(session, { stage: null, component: null, days: 365 }));
    took.push(Math.round(performance.now() - started));
    expect(read.unread).toEqual([]);
    expect(read.dora.deploymentFrequency.of).toBe(components * deployments);
    // The first deployment of each has nothing before it: its last change alone can’t be told from what was there.
    expect(read.dora.changeLeadTime.of).toBe(components * (deployments - 1) * changesEach);
    expect(read.dora.changeFailRate.value).toBe(Math.ceil(deployments / badOneIn) / deployments);
  }
  console.log(`figures: insights of 100,000 entries: ${took[0]} ms with all of git read, ${took[1]} ms again`);
});
