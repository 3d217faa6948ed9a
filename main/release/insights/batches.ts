import type { BatchSize } from '../../../contract/insights';
import type { DeploymentFact } from './deployment-fact';
import { quantile } from './quantile';

/** Sizes that grow by half or double: 1, 2, 3–4, 5–8, 9–16, 17 and more. */
const bounds: readonly (readonly [number, number | null])[] = [
  [1, 1], [2, 2], [3, 4], [5, 8], [9, 16], [17, null],
]; // oxfmt-ignore

const carries = (fact: DeploymentFact): number => fact.changes.length;

/** How many deployments of each size there were, and how many of them failed. Those that brought nothing new are no batch. */
export const batchSizes = (
  facts: readonly DeploymentFact[],
  failed: (deployment: string) => boolean,
): readonly BatchSize[] =>
  bounds.map(([least, most]) => {
    const own = facts.filter(
      (f) => f.cause !== 'rollback' && carries(f) >= least && (most === null || carries(f) <= most),
    );
    return { least, most, deployments: own.length, failed: own.filter((f) => failed(f.id)).length };
  });

/** Fewer deployments than this say nothing of what is usual. */
const enough = 8;

/** What promotions of these sizes usually carry: nine of ten at most so many changes; null where there is too little history. */
export const usualSize = (sizes: readonly number[]): number | null => {
  const most = sizes.length < enough ? null : quantile(sizes, 0.9);
  return most === null ? null : Math.ceil(most);
};

/** What a component's promotions usually were the first to bring. */
export const usualBatch = (own: readonly DeploymentFact[]): number | null =>
  usualSize(own.filter((fact) => fact.cause !== 'rollback' && carries(fact) > 0).map(carries));

/** Large for this component's own history: more than usual by at least two. */
export const isLarge = (usual: number, changes: number): boolean => changes >= usual + 2;
