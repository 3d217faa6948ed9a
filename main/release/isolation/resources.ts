import { endpointPlaces } from './endpoint-places';
import { addressIn } from '../../../contract/address';
import type { ResourceKind } from '../../../contract/isolation';
import { fill, secretsIn } from '../../../contract/placeholders';
import type { Environment, Target } from '../../../contract/workspace';
import type { ConfigValue } from '../git-ports';

/** Something an environment uses, and where that is said. */
export interface Used {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly where: string;
}

const kinds: readonly (readonly [RegExp, ResourceKind])[] = [
  [
    /^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|sqlserver|oracle|rediss?|memcached|cassandra|clickhouse)$/,
    'database',
  ],
  [/^(?:amqps?|kafka|nats|mqtts?|stomp|sqs|pulsar)$/, 'queue'],
];

/** What a value that is an address leads to: a database or a queue by host, port and name, any other by host and port. */
const reached = (value: string): Omit<Used, 'where'> | null => {
  const address = addressIn(value);
  if (!address) return null;
  const scheme = address.scheme.toLowerCase().replace(/^jdbc:/, '');
  const kind = kinds.find(([pattern]) => pattern.test(scheme))?.[1] ?? 'host';
  const place = `${address.host.toLowerCase()}${address.port === null ? '' : `:${address.port}`}`;
  return { kind, name: kind === 'host' ? place : `${place}${address.path.replace(/\/+$/, '')}` };
};

/** Keys that name a place of their own, and what they name: `DB_HOST`, `mail.server`, `queue.topic`. */
const named: readonly (readonly [RegExp, ResourceKind])[] = [
  [/(?:^|[._-])(?:database|db|schema)(?:[._-]?name)?$/i, 'database'],
  [/(?:^|[._-])(?:queue|topic|exchange|stream)(?:[._-]?name)?$/i, 'queue'],
  [/(?:^|[._-])(?:host|hostname|server|broker|endpoint|bucket)$/i, 'host'],
];

const ofValue = ({ key, file, value, secret, leadsTo }: ConfigValue, component: string): readonly Used[] => {
  const where = `${component}: ${key} in ${file}`;
  const place = reached(leadsTo ?? value.trim());
  if (secret)
    return [{ kind: 'credential', name: `${key} (${value})`, where }, ...(place ? [{ ...place, where }] : [])];
  if (place) return [{ ...place, where }];
  const kind = named.find(([pattern]) => pattern.test(key))?.[1];
  const plain = value.trim();
  if (kind === undefined || plain === '' || /\s/.test(plain)) return [];
  return [{ kind, name: kind === 'host' ? plain.toLowerCase() : `${key} ${plain}`, where }];
};

/** What a component's effective configuration says that an environment uses. */
export const usedByConfig = (component: string, values: readonly ConfigValue[]): readonly Used[] =>
  values.flatMap((value) => ofValue(value, component));

/** Whole addresses that an environment is deployed through, observed at and asked at. */
const addressesOf = (target: Target): readonly (readonly [string, string])[] => {
  const { endpoint, health, component } = target;
  const own: (readonly [string, string])[] = health ? [[health.url, `${component}: health`]] : [];
  return [
    ...own,
    ...endpointPlaces(endpoint, component).map(([text, what]) => [text, `${component}: ${what}`] as const),
  ];
};

/** What the workspace file says that one component uses in one environment. */
export const usedByTarget = (target: Target): readonly Used[] => {
  const { component, environment, stage, port } = target;
  const values = { component, environment, stage, ...(port === null ? {} : { port: String(port) }) };
  const addresses = addressesOf(target).map(([text, where]): Used => ({
    kind: 'address',
    name: fill(text, values),
    where,
  }));
  // What a process is started with names its neighbours, as a configuration file would.
  const given = target.endpoint.kind === 'local' ? Object.entries(target.endpoint.env ?? {}) : [];
  const neighbours = usedByConfig(
    component,
    given.map(([key, value]) => ({
      key,
      file: 'its environment',
      value: fill(value, values),
      secret: false,
      leadsTo: null,
    })),
  );
  const secrets = [...new Set(secretsIn(JSON.stringify([target.endpoint, target.health, target.verify])))];
  return [
    ...addresses,
    ...neighbours,
    ...(port === null ? [] : [{ kind: 'host' as const, name: `this machine:${port}`, where: `${component}: port` }]),
    ...secrets.map((name): Used => ({ kind: 'credential', name, where: `${component}: \${secret:${name}}` })),
  ];
};

export const usedByEnvironment = (environment: Environment): readonly Used[] => [
  ...environment.pools.map((name): Used => ({ kind: 'pool', name, where: 'pools' })),
  ...[...new Set(secretsIn(JSON.stringify(environment.verify)))].map((name): Used => ({
    kind: 'credential',
    name,
    where: `verify: \${secret:${name}}`,
  })),
];
