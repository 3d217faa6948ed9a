import type { EndpointKind } from '../../contract/endpoint';

/** What a kind is held against: the columns of the table that `npm run test:endpoints` prints. */
export type Proof = 'deploy' | 'observe' | 'find' | 'roll-back' | 'refused' | 'hangs' | 'lies' | 'cut';

/** Which cells of the table a test stands for. */
export const proves = (kind: EndpointKind, ...proofs: readonly Proof[]): { tag: string[] } => ({
  tag: [`@${kind}`, ...proofs.map((proof) => `@${proof}`)],
});

/** Notes for the table which system, of which version, a test was run against. */
export const ranAgainst = (info: { annotations: { type: string; description?: string }[] }, system: string): void => {
  info.annotations.push({ type: 'system', description: system });
};
