import { nameOf, type Iso } from '../../contract/commit';
import type { Cell, Snapshot } from '../../contract/snapshot';

export type NeedKind = 'unknown-verdict' | 'orphaned' | 'faulty' | 'incident' | 'drift';

/** Something that stays as it is until a person decides. */
export interface Need {
  readonly kind: NeedKind;
  readonly component: string;
  readonly stage: string;
  readonly title: string;
  readonly text: string;
  /** Since when, where that is known. */
  readonly since: Iso | null;
  /** The deployment it is about, where there is one. */
  readonly deployment: string | null;
}

const readers: Readonly<
  Record<
    Exclude<NeedKind, 'incident'>,
    (component: string, cell: Cell) => Omit<Need, 'kind' | 'component' | 'stage'> | null
  >
> = {
  'unknown-verdict': (component, { stage, unknownVerdict }) =>
    unknownVerdict && {
      title: `Nobody knows whether ${component} ${nameOf(unknownVerdict.candidate)} reached ${stage}`,
      text: unknownVerdict.text,
      since: unknownVerdict.since,
      deployment: unknownVerdict.deployment,
    },
  orphaned: (component, { stage, inFlight }) =>
    inFlight?.orphaned === true
      ? {
          title: `A deployment of ${component} to ${stage} was left unfinished`,
          text: `${nameOf(inFlight.candidate)}: ${inFlight.text}.`,
          since: inFlight.since,
          deployment: inFlight.deployment,
        }
      : null,
  faulty: (component, { stage, faulty, running, verification, lastDeployment }) =>
    faulty
      ? {
          title: `${component} is faulty in ${stage}`,
          text: `${running === null ? 'What runs' : nameOf(running)}: ${verification.results.find((test) => !test.passed)?.name ?? 'found bad'} failed.`,
          since: verification.at,
          deployment: lastDeployment,
        }
      : null,
  drift: (component, { stage, drifted, running, recorded }) =>
    drifted && running !== null
      ? {
          title: `${component} drifted in ${stage}`,
          text: `It runs ${nameOf(running)}, the ledger says ${recorded === null ? 'nothing' : nameOf(recorded)}.`,
          since: null,
          deployment: null,
        }
      : null,
};

/** Most urgent first. */
const kinds: readonly NeedKind[] = ['unknown-verdict', 'orphaned', 'faulty', 'incident', 'drift'];

const openIncidents = ({ incidents, stages }: Snapshot): readonly Need[] =>
  incidents.map(({ component, environment, deployment, opened }) => {
    const stage = stages.find((each) => each.environment === environment)?.name ?? environment;
    return {
      kind: 'incident',
      component,
      stage,
      title: `Incident in ${stage}: ${opened.reason}`,
      text: `${component}, opened by ${opened.by.name}; open until its permanent fix is named.`,
      since: opened.at,
      deployment,
    };
  });

/** What needs a person now, most urgent first, then production before dev. */
export const needsOf = (snapshot: Snapshot): readonly Need[] => {
  const { components, stages } = snapshot;
  const late = new Map(stages.map((stage, at) => [stage.name, at]));
  const ofCells = (kind: keyof typeof readers): readonly Need[] =>
    components.flatMap(({ name, cells }) =>
      cells.flatMap((cell): readonly Need[] => {
        const said = readers[kind](name, cell);
        return said === null ? [] : [{ kind, component: name, stage: cell.stage, ...said }];
      }),
    );
  return kinds.flatMap((kind) =>
    [...(kind === 'incident' ? openIncidents(snapshot) : ofCells(kind))].sort(
      (a, b) => (late.get(b.stage) ?? 0) - (late.get(a.stage) ?? 0),
    ),
  );
};
