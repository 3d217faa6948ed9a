import type { IsolationReport, SharedResource } from '../../../contract/isolation';
import type { AcceptedSharing } from '../../../contract/workspace';
import type { Used } from './resources';

/** What each environment uses, in the order of the stages. */
export type UsedIn = readonly { readonly environment: string; readonly used: readonly Used[] }[];

const keyOf = ({ kind, name }: Pick<Used, 'kind' | 'name'>): string => `${kind}\n${name}`;

/** Everything that two environments or more use: what nobody has accepted first, production's before the others', then by name. */
export const sharedAmong = (
  all: UsedIn,
  accepted: readonly AcceptedSharing[],
): Pick<IsolationReport, 'shared' | 'environments'> => {
  const production = all.at(-1)?.environment;
  const byKey = new Map<string, { readonly first: Used; readonly uses: SharedResource['uses'][number][] }>();
  for (const { environment, used } of all)
    for (const one of used) {
      const known = byKey.get(keyOf(one)) ?? { first: one, uses: [] };
      known.uses.push({ environment, where: one.where });
      byKey.set(keyOf(one), known);
    }
  const shared = [...byKey.values()].flatMap(({ first: { kind, name }, uses }): readonly SharedResource[] => {
    const environments = [...new Set(uses.map((use) => use.environment))];
    if (environments.length < 2) return [];
    const reason = accepted.find((one) => one.name === name)?.reason ?? null;
    const isProduction = production !== undefined && environments.includes(production);
    return [{ kind, name, environments, uses, production: isProduction, accepted: reason }];
  });
  const weight = (one: SharedResource): number => (one.accepted === null ? 0 : 2) + (one.production ? 0 : 1);
  const sharedKeys = new Set(shared.map(keyOf));
  return {
    shared: shared.sort((a, b) => weight(a) - weight(b) || a.name.localeCompare(b.name, 'en')),
    environments: all.map(({ environment, used }) => {
      const keys = [...new Set(used.map(keyOf))];
      return { name: environment, resources: keys.length, own: keys.filter((key) => !sharedKeys.has(key)).length };
    }),
  };
};
