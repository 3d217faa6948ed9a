import { milliseconds } from '../../contract/duration';
import type { VerificationConfig } from '../../contract/verification';
import type { Step } from './parsed';
import type { Mistake } from './problems';
import type { WorkspaceFile } from './schema';

interface Placed {
  readonly path: readonly Step[];
  readonly verification: VerificationConfig;
}

const placed = (path: readonly Step[], all: readonly VerificationConfig[]): readonly Placed[] =>
  all.map((verification, index) => ({ path: [...path, 'verify', index], verification }));

/** Every verification of the file, with its place. */
const verificationsOf = (file: WorkspaceFile): readonly Placed[] => [
  ...Object.entries(file.environments).flatMap(([name, { verify }]) => placed(['environments', name], verify)),
  ...file.components.flatMap((component, index) => [
    ...placed(['components', index], component.verify),
    ...Object.entries(component.environments).flatMap(([name, { verify }]) =>
      placed(['components', index, 'environments', name], verify),
    ),
  ]),
];

const unbounded = ({ path, verification }: Placed): readonly Mistake[] => {
  if (!('prometheus' in verification)) return [];
  const { below, above, baseline } = verification;
  if (below !== undefined || above !== undefined || baseline !== undefined) return [];
  const found = 'a query without a bound';
  return [{ path: [...path, 'query'], found, expected: 'below, above or baseline beside it', at: 'key' }];
};

const hasNoTime = ({ path, verification }: Placed): readonly Mistake[] => {
  if (!('holds' in verification)) return [];
  const { settle, holds, within } = verification;
  if (milliseconds(settle) + milliseconds(holds) <= milliseconds(within)) return [];
  const found = `${within} for settle ${settle} and holds ${holds}`;
  return [{ path: [...path, 'within'], found, expected: 'at least as long as both together, or it never passes' }];
};

/** Verifications by monitoring that could never pass, or that could never fail. */
export const monitoringMistakes = (file: WorkspaceFile): readonly Mistake[] =>
  verificationsOf(file).flatMap((one) => [...unbounded(one), ...hasNoTime(one)]);
