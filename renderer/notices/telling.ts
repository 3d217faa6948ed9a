import { explain } from '../../contract/explain';
import type { Act, ActName, CellName } from '../acts/acts-store';
import type { Tone } from '../ui/health-mark';

/** What a notice about an act says. */
export interface Telling {
  /** `alert` stays until it is dismissed. */
  readonly role: 'alert' | 'status';
  readonly tone: Tone;
  readonly title: string;
  readonly what: string;
  readonly next: string;
}

const did: Readonly<Record<ActName, string>> = {
  promote: 'Promotion',
  rollback: 'Rollback',
  redeploy: 'Redeployment',
  withdraw: 'Undo',
  'stop-waiting': 'Stop waiting',
  verify: 'Verification',
  adopt: 'Adopting',
  resume: 'Resuming',
  lock: 'Locking',
  unlock: 'Unlocking',
  approve: 'Approval',
  resolve: 'Resolving',
  'stop-line': 'Stopping the line',
  'start-line': 'Starting the line',
};

/** null: nothing that has to be told. */
export const tellingOf = ({ component, stage }: CellName, { act, outcome }: Act): Telling | null => {
  const where = stage === '' ? '' : ` · ${component} in ${stage}`;
  if (outcome === null || outcome.kind === 'done') return null;
  if (outcome.kind === 'lost')
    return {
      role: 'alert',
      tone: 'warn',
      title: `The engine stopped during it${where}`,
      what: `${did[act]}: what became of it was not heard here.`,
      next: 'Look at the board once the engine is back: what was sent is on record.',
    };
  if (outcome.kind === 'ended' && outcome.ending.kind === 'verdict') {
    const { verdict, verification, text, next } = outcome.ending;
    const good = verdict === 'deployed' && verification !== 'failed';
    const title = verdict === 'deployed' ? 'Deployed' : verdict === 'not-deployed' ? 'Not deployed' : 'Unknown';
    return {
      role: good ? 'status' : 'alert',
      tone: good ? 'ok' : 'bad',
      title: `${title}${good || verdict !== 'deployed' ? '' : ', but faulty'}${where}`,
      what: text,
      next,
    };
  }
  const failure = outcome.kind === 'failed' ? outcome.failure : outcome.ending.failure;
  if (failure === null) return null;
  const words = explain(failure);
  const asked = failure.kind === 'withdrawn' || failure.kind === 'cancelled';
  return {
    role: asked ? 'status' : 'alert',
    tone: asked ? 'none' : 'bad',
    title: `${words.title}${where}`,
    what: `${words.what}\n${words.untouched}`,
    next: words.next,
  };
};
