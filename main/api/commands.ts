import { implement } from '@orpc/server';
import { apiContract } from '../../contract/api';
import { isPastNoReturn } from '../../contract/deployment';
import { done, failed } from '../../contract/failure';
import { promote } from '../release/promote';
import { record } from '../release/record';
import { redeploy } from '../release/redeploy';
import { resolve } from '../release/resolve';
import { rollback } from '../release/rollback';
import { verifyAgain } from '../release/verify-again';
import { asking, type ApiContext } from './engine';
import { follow } from './streams';

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
  trust: api.trust.handler(({ context: { engine }, input }) => engine.trust(input.hash)),
  resetDemo: api.resetDemo.handler(({ context: { engine } }) => engine.resetDemo()),
};
