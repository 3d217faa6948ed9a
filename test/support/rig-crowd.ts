import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { judge, readHeard, readLedger } from './rig-judge';
import { live } from './rig-processes';
import { emptyTally, tallyOf, type Tally } from './rig-tally';
import { makeWorld, type Tools } from './rig-world';

export interface Crowd {
  readonly operators: number;
  /** Asked for by each. */
  readonly promotions: number;
  /** One: everybody wants the same. As many as operators: they share the ledger only. */
  readonly environments: number;
  /** A life of an operator asks for so many, and the next one goes on. */
  readonly perLife?: number;
}

/** Operators at work at once, each on a machine of its own, one remote between them. Who comes too late is refused, and asks again. */
export const runCrowd = async (tools: Tools, crowd: Crowd): Promise<Tally> => {
  const { operators, promotions, environments, perLife = 50 } = crowd;
  const part = `${operators} operators × ${promotions} promotions, ${environments} environment${environments > 1 ? 's' : ''}`;
  if (promotions === 0) return emptyTally(part);
  const world = makeWorld(tools, { shared: true });
  execFileSync('git', ['init', '--quiet', '--bare', '--template=', world.told.ledger]);
  const names = Array.from({ length: environments }, (_none, n) => `production-${n}`);
  const operator = async (n: number) => {
    const lives = [];
    const data = join(world.folder, `operator-${n}`);
    // Each begins with another environment, and goes round.
    const own = [...names.slice(n % environments), ...names.slice(0, n % environments)];
    for (let left = promotions; left > 0; left -= perLife) {
      const told = {
        ...world.told, data, journal: join(data, 'journal'), name: `operator-${n}`, again: null, alone: false,
        environments: own, promotions: Math.min(perLife, left),
      }; // oxfmt-ignore
      lives.push(await live(told, { script: tools.operator, mostMs: 3_600_000 }));
    }
    return lives;
  };
  try {
    const all = await Promise.all(Array.from({ length: operators }, (_none, n) => operator(n)));
    const heard = readHeard(join(tools.endpoint.folder, world.told.world.split('/').at(-1) ?? ''));
    const said = all.map((lives) => lives.map((life) => life.said));
    const judgement = judge({ heard, ledger: readLedger(world.told.ledger), operators: said });
    const refused = said
      .flat(2)
      .filter((s) => s.say === 'refused' || (s.say === 'ended' && s.ending === 'nothing-sent'));
    return tallyOf(part, all.flat(), { faults: refused.length, judgement });
  } finally {
    world.remove();
  }
};
