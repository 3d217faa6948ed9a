import { randomUUID } from 'node:crypto';
import pc from 'picocolors';
import { closeIncidentInput } from '../../contract/act-input';
import type { Fix } from '../../contract/entry';
import type { Incident } from '../../contract/incident';
import { momentOf } from '../../contract/moment';
import { closedBeforeText, fixText, noFixYet } from '../../contract/words/incident';
import { whyNotTaken } from '../../contract/words/given';
import { closeIncident, openIncident, openIncidents, readIncidents } from '../release/on-record/incidents';
import { knownDeployments } from '../release/on-record/known-deployments';
import { byId, shortId } from './short-id';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

const show = ({ id, component, environment, deployment, opened }: Incident): void =>
  print(
    `${pc.bold(shortId(id))}  ${`${component} in ${environment}`.padEnd(28)} ${opened.reason}  ${pc.dim(`${opened.by.name}, ${momentOf(opened.at)}, deployment ${shortId(deployment)}`)}`,
  );

const isOpen = ({ closed }: Incident): boolean => closed === null;

/** The open ones, the oldest first. */
export const listIncidents = async (options: Common): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const read = readIncidents(session);
    if (!read.ok) return complain(read.failure);
    const incidents = read.value.filter(isOpen);
    if (options.json) printJson({ format: 1, incidents });
    else if (incidents.length === 0) print('No incident is open.');
    else incidents.forEach(show);
    return 0;
  });

export const openInTerminal = async (deployment: string, title: string, options: Common): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const found = byId('deployment', deployment, knownDeployments(session));
    if (!found.ok) return complain(found.failure);
    const incident = randomUUID();
    const opened = await openIncident(session, { incident, deployment: found.value.id, title });
    if (!opened.ok) return complain(opened.failure);
    const own = openIncidents(session).find(({ id }) => id === incident);
    if (options.json) printJson({ format: 1, incident: own ?? null });
    else if (own) show(own);
    return 0;
  });

export interface CloseOptions extends Common {
  readonly commit?: string;
  readonly check?: string;
  readonly link?: string;
}

/** The fix that was named; null where it is none, or more than one. */
const fixOf = (options: CloseOptions): Fix | null => {
  const named = (['commit', 'check', 'link'] as const).flatMap((kind): readonly Fix[] => {
    const text = options[kind]?.trim() ?? '';
    return text === '' ? [] : [{ kind, text }];
  });
  return named.length === 1 ? (named[0] ?? null) : null;
};

export const closeInTerminal = async (incident: string, options: CloseOptions): Promise<ExitCode> => {
  const fix = fixOf(options);
  if (fix === null) {
    say(`${noFixYet} Give one of --commit, --check and --link.`);
    return 2;
  }
  const why = whyNotTaken('A fix', closeIncidentInput.shape.fix, fix);
  if (why !== null) {
    say(`${why} The incident is as it was.`);
    return 2;
  }
  return withWorkspace(options, async ({ session }) => {
    const before = readIncidents(session);
    if (!before.ok) return complain(before.failure);
    const found = byId('open incident', incident, before.value.filter(isOpen));
    const known = found.ok ? found : byId('incident', incident, before.value);
    if (!known.ok) return complain(found.ok ? known.failure : found.failure);
    const { id, opened } = known.value;
    const done = found.ok ? await closeIncident(session, { incident: id, fix }) : null;
    if (done?.ok === false) return complain(done.failure);
    const read = readIncidents(session);
    if (!read.ok) return complain(read.failure);
    // Whoever named a fix first has closed it: what is on record may be somebody else’s.
    const closed = read.value.find((one) => one.id === id)?.closed ?? null;
    if (closed === null) return complain({ kind: 'cancelled' });
    if (options.json) printJson({ format: 1, incident: id, fix: closed.fix });
    const isOwn = closed.fix.kind === fix.kind && closed.fix.text === fix.text;
    if (!isOwn || !found.ok) say(`${shortId(id)}  ${closedBeforeText(closed)}`);
    else if (!options.json) print(`${pc.bold(shortId(id))}  ${opened.reason}: ${fixText(fix)}.`);
    return isOwn ? 0 : 1;
  });
};
