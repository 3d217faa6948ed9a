import { nameOf, shortCommit } from '../../contract/commit';
import { explain } from '../../contract/explain';
import { driftText } from '../../contract/words/drift';
import { hotfixText, hotfixWord } from '../../contract/words/hotfix';
import { overriddenText } from '../../contract/words/overridden';
import type { Cell, ComponentView, Gap } from '../../contract/snapshot';

export type TroubleKind =
  | 'orphaned' | 'unknown' | 'problem' | 'drift' | 'faulty' | 'unhealthy' | 'failed' | 'hold' | 'lock' | 'frozen' | 'unverified' | 'hotfix' | 'overridden'; // oxfmt-ignore

/** What is wrong in a cell: one word for the cell, a sentence for the popover. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly word: string;
  readonly text: string;
  readonly tone: 'bad' | 'warn' | 'none';
}

/** Worst first: what stands in a cell that has several, and what "trouble first" sorts by. */
const weights: Record<TroubleKind, number> = {
  orphaned: 100,
  unknown: 90,
  faulty: 80,
  unhealthy: 70,
  failed: 65,
  drift: 60,
  problem: 50,
  hotfix: 40,
  hold: 30,
  lock: 20,
  frozen: 5,
  overridden: 3,
  unverified: 2,
};

/** A lock that has run out is none; everything else stays until somebody ends it. */
const lockIsOn = (lock: Cell['lock'], now: string): boolean =>
  lock !== null && (lock.expires === null || lock.expires > now);

const runTrouble = (cell: Cell): readonly (Trouble | null)[] => {
  const { inFlight, unknownVerdict, problem, running, recorded, verification } = cell;
  const bad = verification.results.find((result) => !result.passed);
  return [
    inFlight?.orphaned === true
      ? {
          kind: 'orphaned',
          word: 'left behind',
          text: `A deployment of ${nameOf(inFlight.candidate)} was left unfinished (${inFlight.phase}). Nothing is sent again by itself.`,
          tone: 'bad',
        }
      : null,
    unknownVerdict ? { kind: 'unknown', word: 'unknown verdict', text: unknownVerdict.text, tone: 'bad' } : null,
    cell.faulty
      ? {
          kind: 'faulty',
          word: 'faulty',
          text: `${running ? nameOf(running) : 'What runs here'} went out and was found bad${bad ? `: ${bad.name} fails` : ''}.`,
          tone: 'bad',
        }
      : null,
    running?.health === 'unhealthy'
      ? {
          kind: 'unhealthy',
          word: 'unhealthy',
          text: running.healthText ?? 'It says that it is unhealthy.',
          tone: 'bad',
        }
      : null,
    verification.outcome === 'failed' && !cell.faulty
      ? {
          kind: 'failed',
          word: bad ? `${bad.name} fails` : 'verification failed',
          text: bad ? `${bad.name}: ${bad.text}` : 'The verification failed.',
          tone: 'bad',
        }
      : null,
    cell.drifted
      ? {
          kind: 'drift',
          word: 'drift',
          text: `It runs ${running ? shortCommit(running.commit) : 'nothing'}; the ledger says ${recorded ? shortCommit(recorded.commit) : 'nothing'}.${cell.driftCause ? ` ${driftText(cell.driftCause)}` : ''}`,
          tone: 'warn',
        }
      : null,
    problem
      ? {
          kind: 'problem',
          word: 'can’t be read',
          text: `${explain(problem).title}: ${explain(problem).what}`,
          tone: 'warn',
        }
      : null,
  ];
};

const ruleTrouble = (cell: Cell, gap: Gap | null, now: string): readonly (Trouble | null)[] => {
  const frozen = gap?.objections.find((objection) => objection.kind === 'frozen');
  const { hold, hotfix, lock, overridden, verification } = cell;
  return [
    hold
      ? { kind: 'hold', word: 'on hold', text: `${hold.by.name} paused promotions: ${hold.reason}`, tone: 'warn' }
      : null,
    lock && lockIsOn(lock, now)
      ? {
          kind: 'lock',
          word: `locked by ${lock.by.name.split(' ')[0] ?? lock.by.name}`,
          text: `${lock.by.name} locked it: ${lock.reason}`,
          tone: 'warn',
        }
      : null,
    hotfix ? { kind: 'hotfix', word: hotfixWord(hotfix), text: hotfixText(hotfix), tone: 'warn' } : null,
    overridden ? { kind: 'overridden', word: 'overridden', text: overriddenText(overridden), tone: 'none' } : null,
    frozen ? { kind: 'frozen', word: 'frozen', text: frozen.text, tone: 'none' } : null,
    cell.running && (verification.outcome === 'void' || verification.outcome === 'missing')
      ? {
          kind: 'unverified',
          word: 'not verified',
          text:
            verification.outcome === 'void'
              ? 'What ran here moved while it was being verified, so the result counts for nothing.'
              : 'What runs here has not been verified yet.',
          tone: 'none',
        }
      : null,
  ];
};

/** Worst first; empty when nothing is wrong. */
export const troublesOf = (cell: Cell, gap: Gap | null, now: string): readonly Trouble[] =>
  [...runTrouble(cell), ...ruleTrouble(cell, gap, now)]
    .filter((trouble) => trouble !== null)
    .sort((a, b) => weights[b.kind] - weights[a.kind]);

export const gapTo = (component: ComponentView, stage: string): Gap | null =>
  component.gaps.find((gap) => gap.to === stage) ?? null;

export const componentTroubles = (component: ComponentView, now: string): readonly Trouble[] =>
  component.cells.flatMap((cell) => troublesOf(cell, gapTo(component, cell.stage), now));

/** How bad a row is: a mirror that failed first, then its worst cell, then how many are bad. */
export const troubleScore = (component: ComponentView, now: string): number =>
  componentTroubles(component, now).reduce((sum, { kind }) => sum + weights[kind] ** 2, 0) +
  (component.mirror.state === 'failed' ? 1_000_000 : 0) +
  (component.checksProblem ? 400 : 0);
