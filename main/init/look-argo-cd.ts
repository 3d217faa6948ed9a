import { readAddress } from '../workspace/addresses';
import { askWith } from './ask-pages';
import { nameFrom, splitEnvironment } from './environment-words';
import { nothing, placeholderIn, type Findings, type FoundComponent, type FoundTarget } from './findings';
import { entriesOf, keyIn, textIn, type Looking } from './looking';

/** An application's environment: by its name, else by the folder or namespace that it has. */
const partsOf = (application: unknown, name: string): { readonly environment: string; readonly rest: string } => {
  const split = splitEnvironment(name);
  if (split !== null) return split;
  const folder = textIn(application, 'spec', 'source', 'path')?.split('/').at(-1) ?? null;
  const namespace = textIn(application, 'spec', 'destination', 'namespace');
  const named = [folder, namespace]
    .flatMap((text) => (text === null ? [] : [splitEnvironment(`x-${text}`)]))
    .find(Boolean);
  return { environment: named?.environment ?? namespace ?? 'cluster', rest: name };
};

/** The applications of Argo CD, asked with the secret ARGO_CD_TOKEN. A component is the repository that an application is synced to. */
export const lookAtArgoCd = async (server: string, looking: Looking): Promise<Findings> => {
  const origin = server.replace(/\/+$/, '');
  const bearer = (value: string) => ({ Authorization: `Bearer ${value}` });
  const answer = await askWith(`${origin}/api/v1/applications`, 'ARGO_CD_TOKEN', bearer, looking);
  if ('why' in answer) return { ...nothing, left: [`${server}: ${answer.why}`] };
  const components: FoundComponent[] = [];
  const targets: FoundTarget[] = [];
  const left: string[] = [];
  for (const [, application] of entriesOf({ ...Object(keyIn(answer.json, 'items')) })) {
    const name = textIn(application, 'metadata', 'name') ?? '';
    const from = `${origin}, application ${name}`;
    const repository = textIn(application, 'spec', 'source', 'repoURL');
    const address = repository === null ? null : readAddress(repository, '/');
    const parts = partsOf(application, name);
    const placeholder = placeholderIn(name);
    const called = nameFrom(parts.rest);
    if (textIn(application, 'spec', 'source', 'chart') !== null)
      left.push(`${from}: it is a chart of a registry, not a commit`);
    else if (address?.ok !== true) left.push(`${from}: it names no one repository`);
    else if (placeholder !== null) left.push(`${from}: ${placeholder}`);
    else if (called === null) left.push(`${from}: no component can be called ${JSON.stringify(parts.rest)}`);
    else {
      const path = textIn(application, 'spec', 'source', 'path');
      // Overlays of one application stand beside each other: the component is what they have in common.
      const common = path === null || path === '.' ? null : path.split('/').slice(0, -1).join('/') || null;
      const component = { name: called, repository: address.value, path: common, branch: null, from };
      components.push(component);
      targets.push({
        component,
        environment: parts.environment,
        endpoint: { kind: 'argo-cd', server: origin, application: name, token: '${secret:ARGO_CD_TOKEN}' },
        health: null,
        from,
      });
    }
  }
  return { components, targets, left };
};
