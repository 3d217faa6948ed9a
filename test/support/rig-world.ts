import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Behaviour, Said } from './rig-lines';
import { judge, readHeard, readLedger, type Judgement } from './rig-judge';
import { live, type EndpointProcess, type Life, type LifeOptions } from './rig-processes';
import type { Told } from './rig-session';

export interface Tools {
  readonly operator: string;
  readonly endpoint: EndpointProcess;
  /** Where worlds are made; gone with each. */
  readonly folder: string;
}

/** Where the pieces of a world are, if not all in its folder. */
export interface Places {
  readonly data?: string;
  readonly journal?: string;
  readonly ledger?: string;
  readonly shared?: boolean;
}

let worlds = 0;

/** One operator's machine, its ledger and its environment, over many lives. */
export const makeWorld = (tools: Tools, places: Places = {}) => {
  const name = `w${process.pid}-${++worlds}`;
  const folder = join(tools.folder, name);
  mkdirSync(folder, { recursive: true });
  const data = places.data ?? join(folder, 'data');
  const ledger = places.ledger ?? join(folder, 'ledger.git');
  const told: Omit<Told, 'started' | 'again'> = {
    data,
    journal: places.journal ?? join(data, 'journal'),
    ledger,
    shared: places.shared ?? false,
    world: `${tools.endpoint.origin}/${name}`,
    environments: ['production'],
    name: 'ada',
    promotions: 1,
    waits: false,
    alone: true,
  };
  const lives: Life[] = [];

  /** The last promotion that was asked for and whose end nobody heard. */
  const unheard = (): Told['again'] => {
    const said = lives.at(-1)?.said ?? [];
    const asked = said.flatMap((s) => (s.say === 'asked' ? [s] : [])).at(-1);
    const heard = said.some((s) => (s.say === 'ended' || s.say === 'refused') && s.promotion === asked?.promotion);
    return asked && !heard ? { promotion: asked.promotion, commit: asked.commit } : null;
  };
  return {
    folder,
    told,
    lives,
    behave: async (behaviour: Behaviour): Promise<void> => {
      await fetch(`${told.world}/production/behaviour`, { method: 'PUT', body: behaviour });
    },
    live: async (options: Partial<LifeOptions> = {}, over: Partial<Told> = {}): Promise<Life> => {
      const life = await live({ ...told, again: unheard(), ...over }, { script: tools.operator, ...options });
      lives.push(life);
      return life;
    },
    /** What is wrong after the last life, which nothing disturbed: everything has to have come to an end. */
    judge: (): Judgement => {
      const said: readonly (readonly Said[])[] = lives.map((life) => life.said);
      const heard = readHeard(join(tools.endpoint.folder, name));
      const judged = judge({ heard, ledger: readLedger(ledger), operators: [said] });
      const late = lives.filter((life) => life.late).map(() => 'a life took too long');
      const last = said
        .at(-1)
        ?.flatMap((s) => (s.say === 'ended' ? [s] : []))
        .at(-1);
      const stuck = last?.ending === 'deployed' ? [] : [`the last life ended in ${JSON.stringify(said.at(-1)?.at(-2))}`]; // oxfmt-ignore
      return { ...judged, unfinished: [...judged.unfinished, ...late, ...stuck] };
    },
    remove: () => {
      // A git that outlived its killed operator may still be writing here.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      rmSync(join(tools.endpoint.folder, name), { force: true });
    },
  };
};

export type World = ReturnType<typeof makeWorld>;
