import { createHash } from 'node:crypto';
import type { VerificationConfig } from '../../contract/endpoint';
import { secretsIn, type PlaceholderValues } from '../../contract/placeholders';
import type { Component, Environment, Target, Workspace } from '../../contract/workspace';
import { visible } from './problems';
import { knownValues } from './targets';
import { fillKnown, originOf } from './texts';

/** Something that the workspace may make this machine do, and for whom. */
interface Act {
  readonly text: string;
  readonly who: string;
  /** What the words leave out, and the hash must not. */
  readonly exact?: string;
}

const quoted = (argument: string): string =>
  /^[\w@%+=:,./${}*-]+$/.test(argument) ? argument : JSON.stringify(argument);
const commandText = (command: readonly string[], values: PlaceholderValues): string =>
  command.map((argument) => quoted(fillKnown(argument, values))).join(' ');

const secretsText = (value: unknown): string => {
  const names = [...new Set(secretsIn(JSON.stringify(value ?? null)))].sort();
  return names.length === 0 ? '' : `, with the secret ${names.join(' and ')}`;
};

/** A web address with its host as the network knows it: `gіthub.com` with a Cyrillic letter is `xn--gthub-n2e.com`. */
const plain = (address: string): string => {
  const origin = originOf(address);
  return 'origin' in origin ? address.replace(/^https?:\/\/[^/?#\\]*/i, origin.origin) : address;
};

const originText = (url: string, values: PlaceholderValues): string => {
  const origin = originOf(fillKnown(url, values));
  return 'origin' in origin ? origin.origin : url;
};

const verificationText = (verification: VerificationConfig, values: PlaceholderValues): string =>
  'run' in verification
    ? `runs ${commandText(verification.run, values)}`
    : `asks ${originText(verification.http, values)}`;

const endpointTexts = (target: Target, repository: string, values: PlaceholderValues): readonly string[] => {
  const { endpoint } = target;
  switch (endpoint.kind) {
    case 'local': {
      const command = endpoint.run ? commandText(endpoint.run, values) : 'the component’s own start command';
      const names = Object.keys(endpoint.env ?? {});
      return [`runs ${command}${names.length > 0 ? ` with ${names.join(', ')} set` : ''}`];
    }
    case 'git-branch': {
      const place = endpoint.repository ?? repository;
      return [`moves the branch ${fillKnown(endpoint.branch, values)} of ${plain(place)}`];
    }
    case 'http': {
      const { deploy, status, observe } = endpoint;
      return [
        `sends ${deploy.method} to ${plain(fillKnown(deploy.url, values))}${secretsText([deploy.headers, deploy.json])}`,
        ...(status ? [`asks ${originText(status.url, values)}${secretsText(status.headers)}`] : []),
        `asks ${originText(observe.url, values)}${secretsText(observe.headers)}`,
      ];
    }
  }
};

const componentActs = (component: Component): readonly Act[] => [
  { text: `reads ${plain(component.repository)}`, who: component.name },
  ...(component.checks
    ? [{ text: `runs ${commandText(component.checks.run, { component: component.name })}`, who: component.name }]
    : []),
  ...component.targets.flatMap((target) => {
    const values = knownValues(target);
    const texts = [
      ...endpointTexts(target, component.repository, values),
      ...(target.health ? [`asks ${originText(target.health.url, values)}`] : []),
      ...target.verify.map((verification) => verificationText(verification, values)),
    ];
    const exact = JSON.stringify([target.endpoint, target.port]);
    return texts.map((text) => ({ text, exact, who: `${component.name} in ${target.environment}` }));
  }),
];

const environmentActs = (environment: Environment): readonly Act[] =>
  environment.verify.map((verification) => ({
    text: verificationText(verification, { environment: environment.name }),
    who: environment.name,
  }));

const listed = 3;

/**
 * Every command that the workspace may run and every place it may reach, in words; the hash changes with any of them,
 * also with those that the words only count.
 */
export const actsOf = (
  ledger: string,
  environments: readonly Environment[],
  components: readonly Component[],
): Workspace['acts'] => {
  const record: Act = { text: `keeps the record in ${plain(ledger)}`, who: 'everything' };
  const acts = [record, ...environments.flatMap(environmentActs), ...components.flatMap(componentActs)];
  const byText = new Map<string, Set<string>>();
  for (const act of acts) byText.set(act.text, (byText.get(act.text) ?? new Set()).add(act.who));
  const list = [...byText].map(([text, who]) => {
    const more = who.size > listed ? ` and ${who.size - listed} more` : '';
    return `${visible(text)} (${[...who].slice(0, listed).join(', ')}${more})`;
  });
  const exact = new Set(acts.map(({ text, who, exact: rest = '' }) => JSON.stringify([text, who, rest])));
  const hash = createHash('sha256')
    .update([...exact].sort().join('\n'))
    .digest('hex');
  return { hash, list };
};
