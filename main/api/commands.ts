import { implement } from '@orpc/server';
import { apiContract } from '../../contract/api';
import { isPastNoReturn } from '../../contract/deployment';
import { done, failed } from '../../contract/failure';
import { closeIncident, openIncident } from '../release/on-record/incidents';
import { judge } from '../release/insights/judge';
import { moveLine } from '../release/on-record/move-line';
import { promote } from '../release/deployment/promote';
import { record } from '../release/on-record/record';
import { redeploy } from '../release/deployment/redeploy';
import { keepNotes, signOff } from '../release/releases/annotate';
import { cutRelease } from '../release/releases/cut';
import { promoteRelease, putBackRelease } from '../release/releases/promote-release';
import { releaseView } from '../release/releases/read-releases';
import { resolve } from '../release/deployment/resolve';
import { handOver } from '../release/rotation/hand-over';
import { rollback } from '../release/deployment/rollback';
import { verifyAgain } from '../release/deployment/verify-again';
import { asking, askingOf, type ApiContext } from './engine';
import { follow, followRelease } from './streams';

const api = implement(apiContract).$context<ApiContext>();

/** What changes something: a line a command. */
export const commands = {
  refresh: api.refresh.handler(({ context: { engine } }) => engine.refresh()),
  baseline: api.baseline.handler(({ context: { engine }, input }) =>
    asking(engine, (session) => {
      session.baseline = input.baseline;
      session.changed();
      return done(null);
    }),
  ),
  promote: api.promote.handler(({ context: { engine }, input, signal }) =>
    follow(engine, (s) => promote(s, input), signal),
  ),
  rollback: api.rollback.handler(({ context: { engine }, input, signal }) =>
    follow(engine, (s) => rollback(s, input), signal),
  ),
  redeploy: api.redeploy.handler(({ context: { engine }, input, signal }) =>
    follow(engine, (s) => redeploy(s, input), signal),
  ),
  withdraw: api.withdraw.handler(({ context: { engine }, input: { deployment } }) =>
    asking(engine, (session) => {
      const live = session.live.get(deployment);
      if (!live || isPastNoReturn(live.phase)) return failed({ kind: 'too-late', deployment });
      live.withdraw.abort();
      return done(null);
    }),
  ),
  stopWaiting: api.stopWaiting.handler(({ context: { engine }, input: { deployment } }) =>
    asking(engine, (session) => {
      session.live.get(deployment)?.stopWaiting.abort();
      return done(null);
    }),
  ),
  verify: api.verify.handler(({ context: { engine }, input }) =>
    asking(engine, (s) => verifyAgain(s, input.component, input.stage)),
  ),
  adopt: api.adopt.handler(({ context: { engine }, input: { component, stage, ...act } }) =>
    asking(engine, (s) => record(s, component, stage, { kind: 'adopt', ...act })),
  ),
  resume: api.resume.handler(({ context: { engine }, input: { component, stage, reason } }) =>
    asking(engine, (s) => record(s, component, stage, { kind: 'resume', reason })),
  ),
  lock: api.lock.handler(({ context: { engine }, input: { component, stage, reason } }) =>
    asking(engine, (s) => record(s, component, stage, { kind: 'lock', reason })),
  ),
  unlock: api.unlock.handler(({ context: { engine }, input: { component, stage, reason } }) =>
    asking(engine, (s) => record(s, component, stage, { kind: 'unlock', reason })),
  ),
  approve: api.approve.handler(({ context: { engine }, input: { component, stage, commit } }) =>
    asking(engine, (s) => record(s, component, stage, { kind: 'approve', commit })),
  ),
  resolve: api.resolve.handler(({ context: { engine }, input }) => asking(engine, (s) => resolve(s, input))),
  stopLine: api.stopLine.handler(({ context: { engine }, input: { workspace, reason } }) =>
    askingOf(engine, workspace, (s) => moveLine(s, 'stopped', reason)),
  ),
  startLine: api.startLine.handler(({ context: { engine }, input: { workspace, reason, seen } }) =>
    askingOf(engine, workspace, (s) => moveLine(s, 'started', reason, seen)),
  ),
  judge: api.judge.handler(({ context: { engine }, input }) => asking(engine, (s) => judge(s, input))),
  openIncident: api.openIncident.handler(({ context: { engine }, input }) =>
    asking(engine, (s) => openIncident(s, input)),
  ),
  closeIncident: api.closeIncident.handler(({ context: { engine }, input }) =>
    asking(engine, (s) => closeIncident(s, input)),
  ),
  handOver: api.handOver.handler(({ context: { engine }, input: { workspace, note, seen } }) =>
    askingOf(engine, workspace, (s) => handOver(s, note, seen)),
  ),
  cut: api.cut.handler(({ context: { engine }, input }) =>
    askingOf(engine, input.workspace, async (s) => {
      const cut = await cutRelease(s, input);
      return cut.ok ? done(await releaseView(s, cut.value)) : cut;
    }),
  ),
  keepNotes: api.keepNotes.handler(({ context: { engine }, input }) => asking(engine, (s) => keepNotes(s, input))),
  signOff: api.signOff.handler(({ context: { engine }, input }) => asking(engine, (s) => signOff(s, input))),
  promoteRelease: api.promoteRelease.handler(({ context: { engine }, input, signal }) =>
    followRelease(engine, (s) => promoteRelease(s, input), signal),
  ),
  putBackRelease: api.putBackRelease.handler(({ context: { engine }, input, signal }) =>
    followRelease(engine, (s) => putBackRelease(s, input), signal),
  ),
  trust: api.trust.handler(({ context: { engine }, input }) => engine.trust(input.hash)),
  saveWorkspace: api.saveWorkspace.handler(({ context: { engine }, input }) => engine.newWorkspaces.save(input)),
  resetDemo: api.resetDemo.handler(({ context: { engine } }) => engine.resetDemo()),
};
