import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { milliseconds } from '../../contract/duration';
import { endpointReach } from '../../contract/endpoint-reach';
import { asks } from '../../contract/reach';
import type { Workspace } from '../../contract/workspace';
import { actsOf } from './acts';
import { readAddress } from './addresses';
import { componentMistakes, componentOf } from './components';
import type { ParsedDocument } from './parsed';
import { membersOf, peopleMistakes } from './people';
import { describe, schemaMistakes, type Mistake } from './problems';
import { workspaceFileSchema, type WorkspaceFile } from './schema';
import { secretNeeds } from './secret-needs';
import { environmentMistakes, stageMistakes, stagesOf } from './stages';
import { knownValues, portMistakes, readTarget, type TargetReading } from './targets';
import { fillKnown, originOf, placeholderMistakes, verificationMistakes } from './texts';
import { monitoringMistakes } from './verification-checks';

export type Resolved =
  | { readonly ok: true; readonly workspace: Workspace }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

const ledgerMistakes = (file: WorkspaceFile, folder: string): readonly Mistake[] => {
  if (file.ledger === undefined) return [];
  const address = readAddress(file.ledger, folder);
  return address.ok ? [] : [{ path: ['ledger'], found: describe(file.ledger), expected: address.expected }];
};

/** Of this machine: nothing that a candidate is called can lead elsewhere. */
const isSocket = (text: string): boolean => /^unix:\/\/\/[^$?#]+$/.test(text);

/** Addresses that a target or a verification may reach: each must lead to one origin. */
const originMistakes = (readings: readonly TargetReading[]): readonly Mistake[] =>
  readings.flatMap(({ target, pathOf }) => {
    if (!target) return [];
    const { endpoint, health } = target;
    const urls = [
      ...(health ? [asks(health.url, ['health', 'url'])] : []),
      ...endpointReach(endpoint).map((reach) => ('at' in reach ? { ...reach, at: ['endpoint', ...reach.at] } : reach)),
    ].flatMap((reach) => ('at' in reach ? [[reach.url, reach.at] as const] : []));
    return urls.flatMap(([url, path]): readonly Mistake[] => {
      if (target.port === null && url.includes('${port}')) {
        return [{ path: pathOf(path), found: '${port} where there is none', expected: 'a port in the endpoint' }];
      }
      const known = fillKnown(url, knownValues(target));
      if (endpoint.kind === 'docker-swarm' && isSocket(known)) return [];
      const origin = originOf(known);
      return 'origin' in origin ? [] : [{ path: pathOf(path), found: describe(url), expected: origin.expected }];
    });
  });

/** The same mistake of an environment shows in every component. */
const once = (mistakes: readonly Mistake[]): readonly Mistake[] => [
  ...new Map(mistakes.map((m) => [JSON.stringify([m.path, m.found]), m])).values(),
];

/**
 * The workspace that a file's document says, defaults filled in and environments merged; or everything that is wrong with it.
 * @param file absolute real path
 * @param sharedLedger where the record is kept when the file does not say; null: on this machine
 */
export const resolveWorkspace = (document: ParsedDocument, file: string, sharedLedger: string | null): Resolved => {
  const parsed = workspaceFileSchema.safeParse(document.value);
  const textMistakes = placeholderMistakes(document.value);
  if (!parsed.success) {
    return {
      ok: false,
      mistakes: [...schemaMistakes(parsed.error, workspaceFileSchema, document.value), ...textMistakes],
    };
  }
  const folder = dirname(file);
  const contents = parsed.data;
  const stages = stagesOf(contents);
  const mistakes = [
    ...textMistakes,
    ...verificationMistakes(document.value),
    ...monitoringMistakes(contents),
    ...ledgerMistakes(contents, folder),
    ...environmentMistakes(contents),
    ...stageMistakes(contents, stages),
    ...componentMistakes(contents, folder),
    ...peopleMistakes(contents),
  ];
  if (mistakes.length > 0) return { ok: false, mistakes };

  const source = { document, file: contents, folder };
  const readings = contents.components.map((component, index) =>
    stages.map((stage) => readTarget(source, component, index, stage)),
  );
  const all = readings.flat();
  const wrong = once([...all.flatMap((reading) => reading.mistakes), ...portMistakes(all), ...originMistakes(all)]);
  if (wrong.length > 0) return { ok: false, mistakes: wrong };

  const components = contents.components.map((component, index) =>
    componentOf(
      component,
      folder,
      (readings[index] ?? []).flatMap(({ target }) => (target ? [target] : [])),
    ),
  );
  const environments = stages.map(({ environment: name }) => {
    const environment = contents.environments[name];
    const watchMs = milliseconds(environment?.watch ?? '0s');
    return { name, pools: environment?.pools ?? [], watchMs, verify: environment?.verify ?? [] };
  });
  const address = contents.ledger === undefined ? null : readAddress(contents.ledger, folder);
  const ledger = address?.ok ? address.value : null;
  return {
    ok: true,
    workspace: {
      id: createHash('sha256').update(file).digest('hex'),
      file,
      folder,
      name: contents.name,
      ledger,
      stages,
      environments,
      components,
      shared: contents.shared,
      people: membersOf(contents),
      secrets: secretNeeds(environments, components),
      acts: actsOf(ledger ?? sharedLedger ?? 'a repository on this machine', environments, components),
    },
  };
};
