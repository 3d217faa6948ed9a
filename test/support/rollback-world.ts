import type { Ending } from '../../contract/deployment';
import type { Draft } from '../../contract/entry';
import { eventsOf } from '../../main/release/deployment/live';
import { promote } from '../../main/release/deployment/promote';
import { componentRecord, fold } from '../../main/release/record/fold';
import type { Session } from '../../main/release/session';
import { deployed, signed, uuid } from './entries';
import { makeWorld, newCommit, oldCommit, openRig, type World } from './release-rig';
import { valueOf } from './results';

const never = new AbortController().signal;

/** A world where production runs the old candidate, verified there, and whatever is sent lands. */
export const verifiedWorld = (): World => {
  const world = makeWorld();
  world.entries.push(...signed(deployed(1, oldCommit)));
  world.endpoint = (commit) => {
    world.running = commit;
    return { kind: 'accepted', text: 'ok' };
  };
  return world;
};

/** A session on it, whose one test fails for everything but the old candidate unless `testPasses`. */
export const open = async (world: World, how: 'click' | 'automatic' = 'automatic'): Promise<Session> => {
  const session = await openRig(world);
  const { workspace, ports } = session;
  session.workspace = { ...workspace, stages: workspace.stages.map((stage) => ({ ...stage, rollback: how })) };
  return {
    ...session,
    workspace: session.workspace,
    ports: {
      ...ports,
      verifier: {
        run: async function* () {
          const passed = world.testPasses || world.running === oldCommit;
          yield { type: 'result', result: { name: 'errors', passed, text: '0.2 is not below 0.05', ms: 1 } };
        },
      },
    },
  };
};

/** Something happens at the moment an entry of a kind is put on the ledger. */
export const whenWritten = (session: Session, kind: Draft['kind'], act: () => void): Session => ({
  ...session,
  ports: {
    ...session.ports,
    ledger: {
      ...session.ports.ledger,
      append: (environment, decide, signal) =>
        session.ports.ledger.append(
          environment,
          (entries) => {
            const drafts = decide(entries);
            if (drafts.ok && drafts.value.some((draft) => draft.kind === kind)) act();
            return drafts;
          },
          signal,
        ),
    },
  },
});

/** Promotes the new candidate; `n` names the promotion. */
export const click = (session: Session, n = 2) =>
  promote(session, {
    component: 'catalog', stage: 'production', promotion: uuid(n), commit: newCommit, seen: oldCommit, override: null, now: true,
  }); // oxfmt-ignore

/** How a deployment that began ended. */
export const ending = async (begun: Awaited<ReturnType<typeof promote>>): Promise<Ending> => {
  for await (const event of eventsOf(valueOf(begun), never)) if (event.type === 'ended') return event.ending;
  throw new Error('a deployment ends');
};
/** Of every deployment on the ledger, oldest first. */
export const causes = (world: World): readonly string[] =>
  world.entries.flatMap((e) => (e.kind === 'claimed' ? e.cause : []));
export const deploymentsIn = (world: World) => componentRecord(fold(world.entries), 'catalog').deployments;
