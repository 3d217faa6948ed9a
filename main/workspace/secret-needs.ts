import { endpointReach } from '../../contract/endpoint-reach';
import { commandOrigin, type Reach } from '../../contract/reach';
import { checksReach, verificationReach } from '../../contract/test-reach';
import type { Component, Environment, SecretNeed } from '../../contract/workspace';
import type { PlaceholderValues } from '../../contract/placeholders';
import { knownValues } from './targets';
import { fillKnown, originOf } from './texts';

interface Use {
  readonly reach: Reach;
  readonly values: PlaceholderValues;
  readonly who: string;
}

const originFor = (reach: Reach, values: PlaceholderValues): string | null => {
  if (reach.does === 'run') return commandOrigin(reach.command.map((word) => fillKnown(word, values)));
  if (!('url' in reach)) return null;
  const origin = originOf(fillKnown(reach.url, values));
  return 'origin' in origin ? origin.origin : null;
};

const usesOf = (component: Component): readonly Use[] => [
  ...(component.checks ? checksReach(component.checks) : []).map((reach) => ({
    reach,
    values: { component: component.name },
    who: component.name,
  })),
  ...component.targets.flatMap((target) =>
    [...endpointReach(target.endpoint), ...target.verify.map(verificationReach)].map((reach) => ({
      reach,
      values: knownValues(target),
      who: `${component.name} in ${target.environment}`,
    })),
  ),
];

/** Every secret that the workspace asks for, and where it would go: one line a name and origin. */
export const secretNeeds = (
  environments: readonly Environment[],
  components: readonly Component[],
): readonly SecretNeed[] => {
  const needs = new Map<string, SecretNeed>();
  const uses = [
    ...environments.flatMap(({ name, verify }) =>
      verify.map((one): Use => ({ reach: verificationReach(one), values: { environment: name }, who: name })),
    ),
    ...components.flatMap(usesOf),
  ];
  for (const { reach, values, who } of uses) {
    const origin = originFor(reach, values);
    if (origin === null || !('secrets' in reach)) continue;
    for (const name of reach.secrets) {
      const key = `${name}\n${origin}`;
      const usedBy = [...new Set([...(needs.get(key)?.usedBy ?? []), who])];
      needs.set(key, { name, origin, usedBy });
    }
  }
  return [...needs.values()];
};
