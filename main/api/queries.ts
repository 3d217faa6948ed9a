import { implement } from '@orpc/server';
import { apiContract } from '../../contract/api';
import { done, failed } from '../../contract/failure';
import { agreementOf } from '../release/agreement';
import { compare } from '../release/board/compare';
import { componentHistory, eligibility, markedActivity } from '../release/board/component-history';
import { readBag } from '../release/insights/read-bags';
import { readInsights } from '../release/insights/read-insights';
import { readIsolation } from '../release/isolation/read-isolation';
import { readPage } from '../release/releases/read-page';
import { readReleases } from '../release/releases/read-releases';
import { findDeployment } from '../release/on-record/known-deployments';
import { readRotation } from '../release/rotation/read-rotation';
import { keptOf } from '../release/secret-needs';
import { testEndpoint } from '../release/test-endpoint';
import { asking, type ApiContext } from './engine';
import { followTest } from './streams';

const api = implement(apiContract).$context<ApiContext>();

const never = new AbortController().signal;

/** What only asks. */
export const queries = {
  compare: api.compare.handler(({ context: { engine }, input }) => asking(engine, (s) => compare(s, input))),
  patch: api.patch.handler(async ({ context: { engine }, input }) => {
    const session = engine.session();
    if (!session.ok) return { kind: 'failed' as const, failure: session.failure };
    const { workspace, ports, signal } = session.value;
    const component = workspace.components.find((c) => c.name === input.component);
    if (!component)
      return {
        kind: 'failed' as const,
        failure: { kind: 'no-such', what: 'component', name: input.component, known: [] },
      };
    return ports.diffs.patch(component, { from: input.from, to: input.to }, input.path, input.whitespace, signal);
  }),
  changes: api.changes.handler(({ context: { engine }, input }) =>
    asking(engine, (s) => {
      const component = s.workspace.components.find((c) => c.name === input.component);
      if (!component) return failed({ kind: 'no-such', what: 'component', name: input.component, known: [] });
      return s.ports.history.changes(component, { from: input.from, to: input.to }, 10_000, s.signal);
    }),
  ),
  history: api.history.handler(({ context: { engine }, input }) =>
    asking(engine, (s) => componentHistory(s, input.component)),
  ),
  insights: api.insights.handler(({ context: { engine }, input }) => asking(engine, (s) => readInsights(s, input))),
  isolation: api.isolation.handler(({ context: { engine } }) =>
    asking(engine, async (s) => done(await readIsolation(s))),
  ),
  releases: api.releases.handler(({ context: { engine } }) => asking(engine, readReleases)),
  releasePage: api.releasePage.handler(({ context: { engine }, input }) => asking(engine, (s) => readPage(s, input))),
  agreement: api.agreement.handler(({ context: { engine } }) => asking(engine, (s) => done(agreementOf(s.workspace)))),
  rotation: api.rotation.handler(({ context: { engine } }) => asking(engine, readRotation)),
  eligibility: api.eligibility.handler(({ context: { engine }, input }) =>
    asking(engine, (s) => eligibility(s, input.component, input.stage, input.commit)),
  ),
  activity: api.activity.handler(({ context: { engine }, input }) =>
    asking(engine, (s) => done(markedActivity(s, input))),
  ),
  deployment: api.deployment.handler(({ context: { engine }, input: { deployment } }) =>
    asking(engine, (s) => findDeployment(s, deployment)),
  ),
  bag: api.bag.handler(({ context: { engine }, input: { deployment } }) =>
    asking(engine, (s) => readBag(s, deployment)),
  ),
  testEndpoint: api.testEndpoint.handler(({ context: { engine }, input }) =>
    asking(engine, (s) => testEndpoint(s, input)),
  ),
  propose: api.propose.handler(({ context: { engine }, input, signal = never }) =>
    engine.newWorkspaces.propose(input, signal),
  ),
  checkText: api.checkText.handler(({ context: { engine }, input, signal = never }) =>
    engine.newWorkspaces.check(input, signal),
  ),
  testText: api.testText.handler(({ context: { engine }, input, signal }) =>
    followTest(engine.newWorkspaces, input, signal),
  ),
  secretNeeds: api.secretNeeds.handler(({ context: { engine } }) =>
    asking(engine, async ({ workspace }) => done(keptOf(workspace.secrets, await engine.host.secrets.list()))),
  ),
};
