import type { Iso } from '../../contract/commit';
import type { Ending, Phase } from '../../contract/deployment';
import type { PhaseRecord, Progress } from './progress';

export type StepName = 'requested' | 'claimed' | 'sending' | 'observing' | 'verdict' | 'verified';
/** `stopped`: it ended here. `unclear`: nobody knows. `not-reached`: it ended before. */
export type StepState = 'done' | 'active' | 'ahead' | 'stopped' | 'unclear' | 'not-reached';

export interface Step {
  readonly name: StepName;
  readonly label: string;
  readonly state: StepState;
  readonly at: Iso | null;
  /** What is waited for, or what came out. */
  readonly text: string | null;
}

const order: readonly StepName[] = ['requested', 'claimed', 'sending', 'observing', 'verdict', 'verified'];

const labels: Record<StepName, string> = {
  requested: 'Requested',
  claimed: 'Claimed',
  sending: 'Sending',
  observing: 'Observing',
  verdict: 'Verdict',
  verified: 'Verified',
};

const stepOf: Record<Exclude<Phase, 'ended'>, StepName> = {
  countdown: 'requested',
  requested: 'requested',
  claimed: 'claimed',
  sending: 'sending',
  observing: 'observing',
  verifying: 'verified',
};

/** What the last step is called while it is the one that is waited for. */
const underWay: Partial<Record<StepName, string>> = { verified: 'Verifying' };

const lastOf = (phases: readonly PhaseRecord[], name: StepName): PhaseRecord | null =>
  phases.filter((record) => record.phase !== 'ended' && stepOf[record.phase] === name).at(-1) ?? null;

const reached = (phases: readonly PhaseRecord[]): number =>
  phases.reduce((most, { phase }) => (phase === 'ended' ? most : Math.max(most, order.indexOf(stepOf[phase]))), 0);

const endedState = (name: StepName, index: number, furthest: number, ending: Ending): StepState => {
  if (ending.kind === 'nothing-sent') return index < furthest ? 'done' : index === furthest ? 'stopped' : 'not-reached';
  if (name === 'verdict') {
    if (ending.verdict === 'unknown') return 'unclear';
    return ending.verdict === 'deployed' ? 'done' : 'stopped';
  }
  if (name === 'verified') {
    if (ending.verdict !== 'deployed') return 'not-reached';
    if (ending.verification === 'passed') return 'done';
    if (ending.verification === 'failed') return 'stopped';
    return ending.verification === 'void' ? 'unclear' : 'not-reached';
  }
  return 'done';
};

const verificationText = {
  passed: 'passed',
  failed: 'failed',
  void: 'does not count',
  none: 'nothing to run',
} as const;

const endedText = (name: StepName, ending: Ending): string | null => {
  if (ending.kind === 'nothing-sent') return null;
  if (name === 'verdict') return ending.verdict === 'not-deployed' ? 'not deployed' : ending.verdict;
  return name === 'verified' && ending.verdict === 'deployed' ? verificationText[ending.verification] : null;
};

/** A step's time is when it began; the last two are known when what they wait for is there. */
const timeOf = (name: StepName, began: Iso | null, endedAt: Iso | null, phases: readonly PhaseRecord[]): Iso | null => {
  const verifying = phases.find((record) => record.phase === 'verifying')?.at ?? null;
  if (name === 'verdict') return verifying ?? endedAt;
  return name === 'verified' && verifying !== null ? (endedAt ?? began) : began;
};

/**
 * The steps of a deployment as they stand.
 * @param orphaned nobody works on it: where it was left is not where it is
 */
export const stepsOf = ({ phases, ending }: Pick<Progress, 'phases' | 'ending'>, orphaned = false): readonly Step[] => {
  const furthest = reached(phases);
  return order.map((name, index) => {
    const record = lastOf(phases, name);
    const running: StepState = index < furthest ? 'done' : index > furthest ? 'ahead' : orphaned ? 'unclear' : 'active';
    const state = ending === null ? running : endedState(name, index, furthest, ending.ending);
    return {
      name,
      label: (state === 'active' ? underWay[name] : undefined) ?? labels[name],
      state,
      at: state === 'not-reached' ? null : timeOf(name, record?.at ?? null, ending?.at ?? null, phases),
      text: (ending === null ? null : endedText(name, ending.ending)) ?? record?.text ?? null,
    };
  });
};

/** Cancel is there before SENDING, "Stop waiting" from there on; a countdown has Undo, and an ended one has nothing to stop. */
export const stopOf = (progress: Progress): 'undo' | 'cancel' | 'stop-waiting' | null => {
  if (progress.ending !== null) return null;
  const phase = progress.phases.at(-1)?.phase;
  if (progress.countdown !== null) return 'undo';
  if (phase === 'ended') return null;
  return phase === undefined || phase === 'requested' || phase === 'claimed' || phase === 'countdown'
    ? 'cancel'
    : 'stop-waiting';
};
