import type { SecretNeed } from '../../contract/workspace';

interface Kept {
  readonly name: string;
  readonly origin: string;
}

/** Which of the secrets that a workspace asks for this machine has, for just that origin; the missing ones first. */
export const keptOf = (
  needs: readonly SecretNeed[],
  kept: readonly Kept[],
): readonly (SecretNeed & { readonly kept: boolean })[] => {
  const has = ({ name, origin }: SecretNeed): boolean => kept.some((one) => one.name === name && one.origin === origin);
  const marked = needs.map((need) => ({ ...need, kept: has(need) }));
  return [...marked.filter((need) => !need.kept), ...marked.filter((need) => need.kept)];
};
