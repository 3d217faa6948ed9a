import type { Candidate } from '../../../contract/candidate';
import { done, failed, type Result } from '../../../contract/failure';
import type { PromotionFacts } from '../../../contract/promotion-facts';
import type { SignOffBox } from '../../../contract/release';
import type { Stage } from '../../../contract/workspace';
import type { EnvironmentRecord } from './fold';
import { cutsOf } from './late';

/** The boxes of a stage, with who signed them off for a release, by the ledgers of the stages before it. */
export const boxesAt = (
  upstream: readonly EnvironmentRecord[],
  { signoffs }: Pick<Stage, 'signoffs'>,
  release: string,
): readonly SignOffBox[] =>
  signoffs.map((name) => ({
    name,
    signed: upstream.map(({ signOffs }) => signOffs.get(release)?.get(name)).find((note) => note !== undefined) ?? null,
  }));

/** Which boxes of a stage are open, of the newest release upstream that holds the candidate. */
export const unsignedAt = (
  upstream: readonly EnvironmentRecord[],
  stage: Stage,
  candidate: Candidate | null,
): PromotionFacts['unsigned'] => {
  if (stage.signoffs.length === 0 || !candidate) return { release: null, boxes: [] };
  const cut = cutsOf(upstream)
    .filter(({ set }) => set.some((one) => one.id === candidate.id))
    .at(-1);
  if (!cut) return { release: null, boxes: stage.signoffs };
  const open = boxesAt(upstream, stage, cut.release).filter((box) => box.signed === null);
  return { release: cut.name, boxes: open.map((box) => box.name) };
};

/** Is it one that any of these stages asks for? Fails with those that there are. */
export const knownBox = (stages: readonly Pick<Stage, 'signoffs'>[], name: string): Result<null> => {
  const known = [...new Set(stages.flatMap((stage) => stage.signoffs))];
  return known.includes(name) ? done(null) : failed({ kind: 'no-such', what: 'sign-off', name, known });
};
