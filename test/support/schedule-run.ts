import type { Workspace } from '../../contract/workspace';
import { calm, type Choices } from './schedule-choices';
import { Running } from './schedule-endpoint';
import { createJudge } from './schedule-judge';
import { Remote } from './schedule-ledger';
import { Machine, type Site } from './schedule-machine';
import { act, rush, tidyUp } from './schedule-people';
import { stage } from './promotion-facts';
import { quiet, type Turn } from './schedule-turns';
import { count, makeWorld, noFaults, short, type Plan, type Tally, type World } from './schedule-world';

/** How a schedule went, in what everybody can see of it. */
export interface Outcome {
  readonly violations: readonly string[];
  readonly turns: number;
  /** What was sent, what is on the ledger: without any clock's word. */
  readonly digest: string;
}

const workspaces = new Map<string, Workspace>();

const workspaceOf = ({ environments, components, verified }: Plan): Workspace => {
  const key = `${environments} ${components} ${verified}`;
  const known = workspaces.get(key);
  if (known) return known;
  const places = ['production', 'canary'].slice(0, environments);
  const targets = (component: string) => places.map((name) => ({
    component, environment: name, stage: name, port: null, health: null, endpoint: { kind: 'local' as const },
    verify: verified ? [{ name: 'answers', http: 'http://127.0.0.1/', within: '1s' }] : [],
  })); // oxfmt-ignore
  const made: Workspace = {
    id: 'shop-of-the-rig', file: '/shop/humdrum.yml', folder: '/shop', name: 'Shop', ledger: null,
    stages: places.map((name) => stage({ name, environment: name, protected: true, countdownMs: 2000 })),
    environments: places.map((name) => ({ name, pools: [], watchMs: 0, verify: [] })),
    components: ['catalog', 'basket'].slice(0, components).map((name) => ({
      name, repository: `/shop/${name}`, path: null, branch: null, candidates: { kind: 'commits' as const },
      migrations: [], config: [], checks: null, after: [], targets: targets(name),
    })),
    shared: [], people: [], secrets: [], acts: { hash: 'h', list: [] },
  }; // oxfmt-ignore
  workspaces.set(key, made);
  return made;
};

const never = (): boolean => false;
const people = ['Ana', 'Ben', 'Cleo'];
/** Who does not end within this many turns never would. */
const mostTurns = 3000;

const nextOf = (world: World): Turn | undefined => {
  const { turns, choices, plan } = world;
  const ready = turns.ready();
  const same = plan.sticky && !choices.odds(16) ? turns.goesOn(ready) : undefined;
  return same ?? ready[choices.pick(ready.length)];
};

/** Takes turns until nobody asks for one, or until `enough` says so. */
const takeTurns = async (
  world: World,
  late: readonly number[],
  between: () => boolean | Promise<boolean>,
): Promise<number> => {
  for (let turns = 0; ; turns += 1) {
    await quiet();
    if (world.violations.length > 0) return turns;
    if (turns > mostTurns) {
      world.violations.push('it does not come to an end');
      return turns;
    }
    if (await between()) continue;
    const turn = nextOf(world);
    if (!turn) return turns;
    world.tell?.(`${turn.who?.name ?? 'meanwhile'}: ${turn.what}`);
    world.turns.take(turn, turn.kind === 'wait' ? (late[world.choices.pick(late.length)] ?? 0) : 0);
  }
};

/** The board has read the world just now. */
const glance = async (world: World, machine: Machine): Promise<void> => {
  world.turns.instant = true;
  machine.look();
  await quiet();
  world.turns.instant = false;
};

const schedule = (world: World, machines: readonly Machine[]) => {
  let acts = world.plan.acts;
  let kills = 3;
  /** Something other than a turn happens; true where it did. */
  return async (): Promise<boolean> => {
    const { choices, faults } = world;
    const up = machines.filter((m) => m.session);
    if (kills > 0 && up.length > 0 && choices.odds(faults.kill)) {
      kills -= 1;
      up[choices.pick(up.length)]?.kill();
      return true;
    }
    if (choices.odds(faults.clock)) machines[choices.pick(machines.length)]?.turnClock();
    const down = machines.find((m) => !m.session);
    if (down && choices.odds(40)) return (down.start(), true);
    const isQuiet = world.turns.ready().length === 0;
    if (acts > 0 && up.length > 0 && (isQuiet || choices.odds(10))) {
      acts -= 1;
      const actor = up[choices.pick(up.length)];
      if (actor && choices.odds(160)) await glance(world, actor);
      if (actor) act(world, actor);
      return true;
    }
    return false;
  };
};

/** Faults are over: who is down starts, what is under way lands, people resolve what is theirs. Then nothing may be open. */
const settleAll = async (world: World, machines: readonly Machine[]): Promise<void> => {
  world.faults = noFaults;
  world.choices = calm;
  world.tell?.('the dust settles');
  for (const machine of machines) if (!machine.session) machine.start();
  const late = [30_000];
  await takeTurns(world, late, never);
  for (let round = 0; round < 8 && world.violations.length === 0; round += 1) {
    // A process that could not write its journal starts again; then everything it left is looked into.
    for (const machine of machines) if (machine.session && machine.unfinished > 0) { machine.kill(); machine.start(); } // oxfmt-ignore
    const [first] = machines;
    if (first?.session) first.look();
    await takeTurns(world, late, never);
    if (!first || (!tidyUp(first) && machines.every((m) => m.unfinished === 0))) return;
    await takeTurns(world, late, never);
  }
};

/** Plays one schedule to its end, then lets the dust settle, and holds the invariants against what happened. */
export const play = async (
  plan: Plan,
  choices: Choices,
  tally: Tally,
  tell: ((text: string) => void) | null = null,
): Promise<Outcome> => {
  const world = makeWorld(plan, tally, tell);
  const judge = createJudge(world);
  const remote = new Remote(world, judge);
  const site: Site = { world, remote, running: new Running(world, judge), workspace: workspaceOf(plan) };
  const machines = people.slice(0, plan.machines).map((name) => new Machine(site, name, { name, email: `${name}@shop.example` })); // oxfmt-ignore
  world.faults = noFaults;
  for (const machine of machines) machine.start();
  await quiet();
  world.turns.instant = false;
  world.faults = plan.faults;
  world.choices = choices;
  if (plan.rush) machines.forEach(rush);
  const turns = await takeTurns(world, [0, 15_000, 40_000], schedule(world, machines));
  if (world.violations.length === 0) await settleAll(world, machines);
  if (world.violations.length === 0) judge.atTheEnd(machines.reduce((n, m) => n + m.unfinished, 0));
  count(world, 'schedules');
  world.tally['turns'] = (world.tally['turns'] ?? 0) + turns;
  world.tally['orders'] = (world.tally['orders'] ?? 0) + judge.sent.size;
  const entries = site.workspace.environments.map((e) => remote.now(e.name).entries.map((x) => `${x.id} ${x.kind}`));
  return { violations: world.violations, turns, digest: JSON.stringify([[...judge.sent.keys()].map(short), entries]) };
};
