import type { PromoteInput } from '../../contract/act-input';
import { isPastNoReturn } from '../../contract/deployment';
import { runningIn } from '../../main/release/eligibility';
import { componentRecord, unknownVerdict } from '../../main/release/record/fold';
import { promote } from '../../main/release/deployment/promote';
import { record } from '../../main/release/on-record/record';
import { redeploy } from '../../main/release/deployment/redeploy';
import { refresh } from '../../main/release/refresh';
import { resolve } from '../../main/release/deployment/resolve';
import { rollback } from '../../main/release/deployment/rollback';
import { isEnded, liveIn, recordOf, type Session } from '../../main/release/session';
import type { Machine } from './schedule-machine';
import { commits, count, short, type World } from './schedule-world';

interface Sight {
  readonly world: World;
  readonly machine: Machine;
  readonly session: Session;
  readonly component: string;
  readonly stage: string;
}

type Act = readonly [what: string, does: () => Promise<unknown>];

/** What a person who looks does before anything else. */
const threefold = (act: Act): readonly Act[] => [act, act, act];

const clicks = (sight: Sight): readonly Act[] => {
  const { session, component, stage, world, machine } = sight;
  const running = runningIn(session, component, stage);
  const seen = running === 'unknown' ? null : running;
  const others = commits.filter((c) => c !== seen);
  const commit = others[world.choices.pick(others.length)] ?? commits[1];
  const click = (input: PromoteInput): Promise<unknown> => {
    machine.clicked = input;
    return promote(session, input);
  };
  const fresh: Act = [
    `promotes ${commit.slice(0, 1)} to ${stage}`,
    () =>
      click({ component, stage, promotion: world.id(), commit, seen, override: null, now: !world.choices.odds(40) }),
  ];
  const { clicked } = machine;
  return clicked
    ? [...threefold(fresh), [`clicks the same promotion to ${clicked.stage} again`, () => click({ ...clicked, seen })]]
    : threefold(fresh);
};

/** What the board offers this person, on what was read last. */
const offers = (sight: Sight): readonly Act[] => {
  const { session, component, stage, world } = sight;
  const environment = recordOf(session.readings, stage);
  const live = liveIn(session, stage);
  const acts: Act[] = [['looks', () => refresh(session, session.signal)], ...clicks(sight)];
  if (live && !isEnded(live)) {
    if (isPastNoReturn(live.phase)) acts.push(['stops waiting', async () => live.stopWaiting.abort()]);
    else acts.push(['withdraws', async () => live.withdraw.abort()]);
  }
  const claim = environment?.claim;
  if (claim && !session.live.has(claim.id))
    acts.push(...threefold([`takes over ${short(claim.id)}`, () => resolve(session, { deployment: claim.id, how: 'observe', reason: '' })])); // oxfmt-ignore
  const own = environment ? componentRecord(environment, component) : null;
  const unknown = own ? unknownVerdict(own) : null;
  if (unknown) {
    const how = (['observe', 'deployed', 'not-deployed'] as const)[world.choices.pick(3)] ?? 'observe';
    acts.push(...threefold([`resolves ${short(unknown.id)}: ${how}`, () => resolve(session, { deployment: unknown.id, how, reason: 'seen' })])); // oxfmt-ignore
  }
  const running = runningIn(session, component, stage);
  if (!own?.recorded || running === 'unknown' || running === null) return acts;
  const input = { component, stage, seen: running, now: true };
  if (own.recorded.commit !== running)
    acts.push([`adopts ${running.slice(0, 1)}`, () => record(session, component, stage, { kind: 'adopt', commit: running, reason: '' })]); // oxfmt-ignore
  if (own.hold) acts.push(['resumes', () => record(session, component, stage, { kind: 'resume', reason: '' })]);
  acts.push(['redeploys', () => redeploy(session, { ...input, promotion: world.id() })]);
  acts.push(['rolls back', () => rollback(session, { ...input, promotion: world.id(), reason: '' })]);
  return acts;
};

/** A person does one of the things that make sense on what they see. */
export const act = (world: World, machine: Machine): void => {
  const { session } = machine;
  if (!session) return;
  const { stages, components } = session.workspace;
  const stage = stages[world.choices.pick(stages.length)]?.name ?? '';
  const component = components[world.choices.pick(components.length)]?.name ?? '';
  const all = offers({ world, machine, session, component, stage });
  const [what, does] = all[(1 + world.choices.pick(all.length)) % all.length] ?? ['looks', async () => null];
  count(world, what.split(' ')[0] ?? what);
  world.tell?.(`${machine.name} ${what}`);
  machine.does(does());
};

/** The first click of the first minute, on a board that everybody has just read. */
export const rush = (machine: Machine, index: number): void => {
  const { session, site } = machine;
  if (!session) return;
  const [seen, ...others] = commits;
  const commit = others[index % others.length] ?? seen;
  const promotion = site.world.id();
  machine.clicked = { component: 'catalog', stage: 'production', promotion, commit, seen, override: null, now: true };
  machine.does(promote(session, machine.clicked));
};

/** What people do when the dust has settled: look, take over what nobody works on, resolve what is unknown. */
export const tidyUp = (machine: Machine): boolean => {
  const { session } = machine;
  if (!session) return false;
  for (const { environment } of session.workspace.stages) {
    const read = recordOf(session.readings, environment);
    const unknown = [...(read?.components.values() ?? [])].flatMap((c) => unknownVerdict(c) ?? [])[0];
    const open = unknown ?? (read?.claim && !session.live.has(read.claim.id) ? read.claim : null);
    if (!open) continue;
    machine.does(resolve(session, { deployment: open.id, how: 'observe', reason: '' }));
    return true;
  }
  return false;
};
