import { endpointSchema, type EndpointConfig } from '../../contract/endpoint';
import type { PlaceholderValues } from '../../contract/placeholders';
import type { Stage, Target } from '../../contract/workspace';
import { checkedEndpoint } from './endpoint-checks';
import { mergeEndpoints } from './partial';
import { pathKey, type ParsedDocument, type Step } from './parsed';
import { schemaMistakes, valueAt, type Mistake } from './problems';
import type { ComponentFile, WorkspaceFile } from './schema';

export interface TargetReading {
  readonly target: Target | null;
  readonly mistakes: readonly Mistake[];
  /** Where a key of the merged endpoint was written: by the component, else by the environment. */
  readonly pathOf: (path: readonly Step[]) => readonly Step[];
}

export interface TargetSource {
  readonly document: ParsedDocument;
  readonly file: WorkspaceFile;
  readonly folder: string;
}

const portOf = (endpoint: EndpointConfig): number | null => ('port' in endpoint ? (endpoint.port ?? null) : null);

/** The values of placeholders that are known before anything is deployed. */
export const knownValues = (target: Omit<Target, 'endpoint' | 'verify' | 'health'>): PlaceholderValues => ({
  component: target.component,
  environment: target.environment,
  stage: target.stage,
  ...(target.port === null ? {} : { port: String(target.port) }),
});

/** One component in one stage: the environment's keys with the component's merged over them. */
export const readTarget = (
  source: TargetSource,
  component: ComponentFile,
  index: number,
  stage: Stage,
): TargetReading => {
  const { document, file, folder } = source;
  const own: readonly Step[] = ['components', index, 'environments', stage.environment];
  const shared: readonly Step[] = ['environments', stage.environment];
  const pathOf = (path: readonly Step[]): readonly Step[] => {
    const mine = [...own, ...path];
    const theirs = [...shared, ...path];
    if (pathKey(mine) in document.places) return mine;
    const isTheirs = pathKey(theirs) in document.places || !(pathKey([...own, 'endpoint']) in document.places);
    return isTheirs ? theirs : mine;
  };
  // Of the document, not of what the schema made of it: a default would count as written, and win over the environment's own key.
  const merged = mergeEndpoints(
    valueAt(document.value, [...shared, 'endpoint']),
    valueAt(document.value, [...own, 'endpoint']),
  );
  if (merged === undefined) {
    const found = `no endpoint for ${component.name} in ${stage.environment}`;
    return {
      target: null,
      pathOf,
      mistakes: [{ path: shared, found, expected: 'an endpoint, here or in the component', at: 'key' }],
    };
  }
  const parsed = endpointSchema.safeParse(merged);
  if (!parsed.success) {
    const mistakes = schemaMistakes(parsed.error, endpointSchema, merged);
    return { target: null, pathOf, mistakes: mistakes.map((m) => ({ ...m, path: pathOf(['endpoint', ...m.path]) })) };
  }
  const endpoint = checkedEndpoint(parsed.data, folder);
  if ('expected' in endpoint) {
    const path = pathOf(['endpoint', ...endpoint.at]);
    return {
      target: null,
      pathOf,
      mistakes: [{ path, found: String(valueAt(document.value, path)), expected: endpoint.expected }],
    };
  }
  const difference = component.environments[stage.environment];
  const target: Target = {
    component: component.name,
    environment: stage.environment,
    stage: stage.name,
    endpoint,
    health: difference?.health ?? file.environments[stage.environment]?.health ?? null,
    port: portOf(endpoint),
    verify: [...component.verify, ...(difference?.verify ?? [])],
  };
  return { target, mistakes: [], pathOf };
};

/** Two processes of this machine can't listen on one port. */
export const portMistakes = (readings: readonly TargetReading[]): readonly Mistake[] => {
  const taken = new Map<number, Target>();
  return readings.flatMap(({ target, pathOf }) => {
    if (!target || target.endpoint.kind !== 'local' || target.port === null) return [];
    const first = taken.get(target.port);
    if (!first) {
      taken.set(target.port, target);
      return [];
    }
    const found = `port ${target.port} for ${target.component} in ${target.environment}`;
    const expected = `another port: ${first.component} in ${first.environment} has it`;
    return [{ path: pathOf(['endpoint', 'port']), found, expected }];
  });
};
