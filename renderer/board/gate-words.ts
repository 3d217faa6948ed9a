import { nameOf } from '../../contract/commit';
import type { ObjectionKind } from '../../contract/promotion-facts';
import type { Cell, Gap, RollbackOffer } from '../../contract/snapshot';
import { coachingText } from '../../contract/words/coaching';
import { changesText, counted, grouped } from '../../contract/words/counted';
import type { Stage } from '../../contract/workspace';

/** Why not, in a word or two: what stands on a button that can't be pressed. */
const reasons: Record<ObjectionKind, string> = {
  untrusted: 'not trusted',
  'no-candidate': 'nothing yet',
  unreadable: 'unreadable',
  'nothing-to-promote': 'up to date',
  'not-observed': 'not observed',
  busy: 'deploying',
  'unknown-verdict': 'unknown verdict',
  drifted: 'drift',
  rejected: 'rejected',
  faulty: 'faulty',
  'not-verified': 'not verified',
  verifying: 'verifying',
  soaking: 'soaks',
  'checks-failed': 'checks failed',
  'checks-pending': 'checks run',
  held: 'on hold',
  'line-stopped': 'line stopped',
  late: 'late',
  'sign-offs': 'needs sign-off',
  locked: 'locked',
  frozen: 'frozen',
  approvals: 'needs approval',
  batch: 'batch too big',
  diverged: 'diverged',
};

/** What the promote button says: as short as a narrow cell, as long as a wide one, and as a sentence for those who hear it. */
export interface GateWords {
  readonly short: string;
  readonly long: string;
  readonly description: string;
  readonly open: boolean;
  /** Nothing to promote because the stage has it already: no trouble, so no lock. */
  readonly even: boolean;
}

const soakLeft = /another ([\d.]+ \w+)/;

export const gateWords = (component: string, gap: Gap, stage: Stage | undefined): GateWords => {
  const first = gap.objections[0];
  if (first || !gap.candidate) {
    const word = first ? reasons[first.kind] : reasons['no-candidate'];
    const left = first?.kind === 'soaking' ? soakLeft.exec(first.text)?.[1] : undefined;
    const short = left ? `${word} ${left}` : word;
    return {
      short,
      long: short,
      description: first?.text ?? `Nothing in ${gap.from} can be promoted.`,
      open: false,
      even: first?.kind === 'nothing-to-promote',
    };
  }
  const name = nameOf(gap.candidate);
  const migrations = gap.migrations ? `, ${counted(gap.migrations, 'migration')}` : '';
  const undo =
    stage && stage.protected && stage.countdownMs > 0 ? ` ${Math.round(stage.countdownMs / 1000)} s to undo.` : '';
  const large = gap.coaching ? ` ${coachingText(component, gap.coaching)}` : '';
  return {
    short: gap.ahead === null ? 'Promote' : `Promote ${grouped(gap.ahead)}`,
    long: `Promote ${name} → ${gap.to} · ${changesText(gap.ahead)}`,
    description: `Promote ${component} ${name} to ${gap.to}, ${changesText(gap.ahead)}${migrations}.${undo}${large}`,
    open: true,
    even: false,
  };
};

/** Both directions where they have diverged, never one number that lies. */
export const waitText = (gap: Gap): string | null => {
  if (gap.ahead === null || gap.behind === null) return '? wait';
  if (gap.behind > 0) return `${grouped(gap.ahead)} ahead · ${grouped(gap.behind)} behind`;
  return gap.ahead > 0 ? `${grouped(gap.ahead)} wait${gap.coaching ? ' · large' : ''}` : null;
};

export const rollbackText = (component: string, cell: Cell, offer: RollbackOffer): string =>
  offer.objections[0]?.text ??
  `Roll ${component} in ${cell.stage} back to ${nameOf(offer.to)}, undoing ${changesText(
    offer.undoes,
  )}; what runs now is rejected and the stage put on hold.`;
