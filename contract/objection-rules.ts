import { nameOf } from './commit';
import { activeFreeze, freezeEnds } from './freeze';
import { momentOf } from './moment';
import { leftText } from './span';
import { counted } from './words/counted';
import type { Objection, ObjectionKind, PromotionFacts } from './promotion-facts';

type Rule = (f: PromotionFacts) => Objection | null;

const objection = (kind: ObjectionKind, text: string, lifts: string, overridable = false): Objection => ({
  kind,
  text,
  lifts,
  overridable,
});

const candidateName = (f: PromotionFacts): string => (f.candidate ? nameOf(f.candidate) : 'the candidate');
const upstreamName = (f: PromotionFacts): string => f.upstream ?? 'mainline';

/** Each rule asks "why not?" and answers with its objection or null. Order is the order people read them in. */
export const rules: Readonly<Record<ObjectionKind, Rule>> = {
  untrusted: (f) =>
    f.trusted
      ? null
      : objection(
          'untrusted',
          'This workspace is not trusted yet, so nothing it names may run.',
          'Trust the workspace.',
        ),
  unreadable: (f) =>
    f.recorded === 'unknown' || (f.running !== 'unknown' && (f.ahead === 'unknown' || f.behind === 'unknown'))
      ? objection(
          'unreadable',
          `How ${upstreamName(f)} and ${f.stage.name} differ could not be read.`,
          'Refresh once the repository and the ledger answer.',
        )
      : null,
  // Said before all that is about one component: while the line is stopped, mending that would open nothing.
  'line-stopped': (f) => {
    if (f.line === null) return null;
    return f.line === 'unknown'
      ? objection('line-stopped', 'Whether the line is stopped could not be read.', 'The ledger has to answer.')
      : objection('line-stopped', `${f.line.by} stopped the line: ${f.line.reason}`, 'Start the line again.');
  },
  'no-candidate': (f) =>
    f.candidate
      ? null
      : objection(
          'no-candidate',
          `Nothing in ${upstreamName(f)} can be promoted.`,
          `Something has to reach ${upstreamName(f)} first.`,
        ),
  'not-observed': (f) =>
    f.running === 'unknown'
      ? objection(
          'not-observed',
          `What ${f.stage.name} runs can't be told right now.`,
          `${f.stage.environment} has to answer.`,
        )
      : null,
  busy: (f) =>
    f.inFlight
      ? objection(
          'busy',
          `${f.inFlight.by} is deploying ${f.inFlight.component} to ${f.stage.environment}.`,
          'Wait for its verdict.',
        )
      : null,
  'unknown-verdict': (f) =>
    f.unknownVerdict
      ? objection(
          'unknown-verdict',
          `How the last deployment to ${f.stage.name} ended is unknown.`,
          'Observe again, or resolve it with a reason.',
        )
      : null,
  drifted: (f) =>
    f.running !== 'unknown' && f.recorded !== 'unknown' && f.recorded !== null && f.running !== f.recorded
      ? objection(
          'drifted',
          `${f.stage.name} does not run what was recorded.`,
          'Adopt what runs, or redeploy what was recorded.',
        )
      : null,
  'nothing-to-promote': (f) =>
    f.candidate && f.running !== 'unknown' && f.candidate.commit === f.running
      ? objection(
          'nothing-to-promote',
          `${f.stage.name} already runs ${candidateName(f)}.`,
          `Something new has to reach ${upstreamName(f)}.`,
        )
      : null,
  rejected: (f) =>
    f.rejected
      ? objection(
          'rejected',
          `${candidateName(f)} was rejected by ${f.rejected.by}: ${f.rejected.reason}`,
          'Promote a newer candidate.',
        )
      : null,
  faulty: (f) =>
    f.faulty || f.verified === 'failed'
      ? objection(
          'faulty',
          `${candidateName(f)} is faulty in ${upstreamName(f)}.`,
          `Fix it, or roll ${upstreamName(f)} back.`,
        )
      : null,
  'checks-failed': (f) =>
    f.checks === 'failed'
      ? objection('checks-failed', `Checks of ${candidateName(f)} failed.`, 'A newer commit whose checks pass.')
      : null,
  'checks-pending': (f) =>
    f.checks === 'pending' || f.checks === 'unknown'
      ? objection('checks-pending', `There is no passed check for ${candidateName(f)} yet.`, 'Its checks have to pass.')
      : null,
  verifying: (f) =>
    f.verified === 'running'
      ? objection('verifying', `${candidateName(f)} is being verified in ${upstreamName(f)}.`, 'Wait for the result.')
      : null,
  'not-verified': (f) =>
    f.verified === 'missing' || f.verified === 'unknown'
      ? objection(
          'not-verified',
          `${candidateName(f)} has not been verified in ${upstreamName(f)}.`,
          `Verify ${upstreamName(f)}.`,
          true,
        )
      : null,
  soaking: (f) => {
    if (f.stage.soakMs === 0 || f.verified === 'none-needed' || f.verifiedAt === null) return null;
    const left = f.stage.soakMs - (Date.parse(f.now) - Date.parse(f.verifiedAt));
    return left > 0
      ? objection(
          'soaking',
          `${candidateName(f)} soaks in ${upstreamName(f)} for another ${leftText(left)}.`,
          'Time.',
          true,
        )
      : null;
  },
  diverged: (f) =>
    typeof f.behind === 'number' && f.behind > 0 && f.lost !== 0
      ? objection(
          'diverged',
          `${f.stage.name} has ${counted(f.lost === 'unknown' ? f.behind : f.lost, 'change')} that ${candidateName(f)} lacks; promoting ${f.lost === 'unknown' ? 'may' : 'would'} lose ${(f.lost === 'unknown' ? f.behind : f.lost) === 1 ? 'it' : 'them'}.`,
          'Bring the hotfix into mainline and let it flow through.',
          true,
        )
      : null,
  held: (f) =>
    f.hold ? objection('held', `${f.stage.name} is held by ${f.hold.by}: ${f.hold.reason}`, 'Resume.') : null,
  locked: (f) =>
    f.lock && !f.lock.mine && (f.lock.expires === null || f.lock.expires > f.now)
      ? objection(
          'locked',
          `${f.stage.name} is locked by ${f.lock.by}: ${f.lock.reason}`,
          `${f.lock.by} unlocks it${f.lock.expires ? `, or it expires on ${momentOf(f.lock.expires)}` : ''}.`,
        )
      : null,
  late: (f) => {
    if (f.late === null) return null;
    return f.late === 'unknown'
      ? objection('late', 'Whether it joined late could not be read.', 'The ledger has to answer.', true)
      : objection(
          'late',
          `${candidateName(f)} is not in release ${f.late.release}, which was cut from ${f.late.stage} and is on its way to ${f.stage.name}.`,
          'Promote the release, or cut the next one.',
          true,
        );
  },
  'sign-offs': ({ unsigned: { release, boxes }, stage }) =>
    boxes.length > 0
      ? objection(
          'sign-offs',
          `${stage.name} asks for ${boxes.join(', ')}, and ${release === null ? 'this is in no release that anybody signed off' : `release ${release} is not signed off`}.`,
          release === null ? 'Cut a release and have it signed off.' : 'Have it signed off.',
          true,
        )
      : null,
  frozen: (f) => {
    const freeze = activeFreeze(f.stage.freeze, f.now);
    if (!freeze) return null;
    const ends = freezeEnds(f.stage.freeze, f.now);
    const lifts = ends === null ? 'A change of the freeze windows.' : `The freeze ends on ${momentOf(ends)}.`;
    return objection('frozen', `${f.stage.name} is frozen: ${freeze.reason}`, lifts, true);
  },
  approvals: (f) =>
    f.approvals < f.stage.approvals
      ? objection(
          'approvals',
          `${f.stage.approvals - f.approvals} more ${f.stage.approvals - f.approvals === 1 ? 'approval is' : 'approvals are'} needed.`,
          'Somebody else approves this candidate for this stage.',
        )
      : null,
  batch: (f) =>
    f.stage.batch !== null && typeof f.ahead === 'number' && f.ahead > f.stage.batch
      ? objection(
          'batch',
          `${counted(f.ahead, 'change')} at once; ${f.stage.name} takes ${f.stage.batch}.`,
          'Promote a smaller step first.',
          true,
        )
      : null,
};
