import { createHash } from 'node:crypto';
import { endpointReach } from '../../contract/endpoint-reach';
import { asks } from '../../contract/reach';
import type { VerificationConfig } from '../../contract/verification';
import { checksReach, verificationReach } from '../../contract/test-reach';
import type { Component, Environment, Workspace } from '../../contract/workspace';
import { actText, plain } from './act-words';
import { visible } from './problems';
import { knownValues } from './targets';

/** Something that the workspace may make this machine do, and for whom. */
interface Act {
  readonly text: string;
  readonly who: string;
  /** What the words leave out, and the hash must not. */
  readonly exact?: string;
}

/** What of a verification reaches something: its words name the host only. How long it waits and what it expects reach nothing. */
const askedBy = (verification: VerificationConfig): unknown => [
  verificationReach(verification),
  'headers' in verification ? verification.headers : null,
];

const componentActs = (component: Component): readonly Act[] => [
  { text: `reads ${plain(component.repository)}`, who: component.name },
  ...(component.checks ? checksReach(component.checks) : []).map((reach) => ({
    text: actText(reach, component.repository, { component: component.name }),
    exact: JSON.stringify(component.checks),
    who: component.name,
  })),
  ...component.targets.flatMap((target) => {
    const values = knownValues(target);
    const reaches = [
      ...endpointReach(target.endpoint),
      ...(target.health ? [asks(target.health.url, ['health', 'url'])] : []),
      ...target.verify.map(verificationReach),
    ];
    const exact = JSON.stringify([target.endpoint, target.port, target.health, target.verify.map(askedBy)]);
    const who = `${component.name} in ${target.environment}`;
    return reaches.map((reach) => ({ text: actText(reach, component.repository, values), exact, who }));
  }),
];

const environmentActs = (environment: Environment): readonly Act[] =>
  environment.verify.map((verification) => ({
    text: actText(verificationReach(verification), '', { environment: environment.name }),
    exact: JSON.stringify(askedBy(verification)),
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
