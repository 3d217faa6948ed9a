import { join } from 'node:path';
import { readAddress } from '../workspace/addresses';
import { nameFrom } from './environment-words';
import { keyOf, type Findings, type FoundComponent, type FoundTarget } from './findings';
import { entriesOf, keyIn, pathFrom, textIn, type Looking, type Place } from './looking';
import { isInside, listInside, readInside } from './read-inside';

const fileName = /^(?:docker-)?compose(?:[.-]([A-Za-z0-9][\w-]*))?\.ya?ml$/;
const mostFiles = 20;

/** `a, b` of `ghcr.io/shop/api:production`, without a digest; null for a text that a variable completes. */
export const imageParts = (
  image: string,
): { readonly registry: string; readonly repository: string; readonly tag: string } | null => {
  if (image.length > 500) return null;
  const plain = image.replace(/@.*$/, '').replaceAll(/\$\{\w+:?-([^}]*)\}/g, '$1');
  const found = /^(?:([^/]+)\/)?([a-z0-9][a-z0-9._/-]*?)(?::([\w][\w.-]{0,127}))?$/.exec(plain);
  if (found === null || plain.includes('$')) return null;
  const [, first, rest = '', tag = 'latest'] = found;
  const isHost = first !== undefined && (/[.:]/.test(first) || first === 'localhost');
  if (isHost) return { registry: `https://${first}`, repository: rest, tag };
  const repository = first === undefined ? `library/${rest}` : `${first}/${rest}`;
  return { registry: 'https://registry-1.docker.io', repository, tag };
};

/** A tag that is one version for ever: no environment follows it. */
export const isVersion = (tag: string): boolean => /^v?\d+(?:\.\d+)+/.test(tag) || /^[0-9a-f]{7,40}$/.test(tag);

/** What is built in a folder: the repository that it is, or a part of the one that it is in. */
const componentAt = (
  place: Place,
  context: string,
  service: string,
  from: string,
  repositories: ReadonlyMap<string, FoundComponent>,
): FoundComponent | string => {
  const own = repositories.get(context);
  if (own) return own;
  if (!isInside(place.root, context)) return 'what it builds is outside of the folder';
  const around = [...repositories].find(([folder]) => isInside(folder, context));
  if (around === undefined) return 'what it builds is in no git repository';
  const name = nameFrom(service);
  if (name === null) return `no component can be called ${JSON.stringify(service)}`;
  const [folder, repository] = around;
  return { ...repository, name, path: pathFrom(folder, context), from };
};

const builtFrom = (value: unknown): string | null =>
  typeof value === 'string' ? value : value === undefined ? null : (textIn(value, 'context') ?? '.');

const addressOf = (context: string, place: Place): string | null => {
  const [address = ''] = context.split('#');
  const read = /^(?:https?|ssh|git):\/\/|^[\w.-]+@[\w.-]+:/.test(address) ? readAddress(address, place.base) : null;
  return read?.ok === true ? read.value : null;
};

/** The services of the compose files in a folder: what is built is a component, and a tag that an environment follows its endpoint. */
export const lookAtCompose = async (
  place: Place,
  folder: string,
  repositories: ReadonlyMap<string, FoundComponent>,
  { yaml }: Looking,
): Promise<Findings> => {
  const names = (await listInside(place.root, folder)).flatMap(({ name }) => (fileName.test(name) ? [name] : []));
  // The plain file first: the others add to its services.
  const files = names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, mostFiles);
  const built = new Map<string, FoundComponent>();
  const targets: FoundTarget[] = [];
  const left: string[] = [];
  for (const file of files) {
    const label = pathFrom(place.base, join(folder, file));
    const read = await readInside(place.root, join(folder, file));
    if (read.kind === 'left') left.push(`${label}: ${read.why}`);
    if (read.kind !== 'text') continue;
    const parsed = await yaml(read.text);
    if ('why' in parsed) {
      left.push(`${label}: ${parsed.why}`);
      continue;
    }
    const suffix = fileName.exec(file)?.[1];
    const environment = suffix === undefined || suffix === 'override' ? null : suffix;
    for (const [service, keys] of entriesOf(keyIn(parsed.value, 'services'))) {
      const from = `${label}, service ${service}`;
      const context = builtFrom(keyIn(keys, 'build'));
      if (context !== null) {
        const address = addressOf(context, place);
        const name = nameFrom(service);
        const component =
          address !== null && name !== null
            ? { name, repository: address, path: null, branch: null, from }
            : componentAt(place, join(folder, context), service, from, repositories);
        if (typeof component === 'string') left.push(`${from}: ${component}`);
        else built.set(service, component);
      }
      const component = built.get(service);
      const image = textIn(keys, 'image');
      if (component === undefined || image === null) continue;
      const parts = imageParts(image);
      if (environment === null) left.push(`${from}: the image ${image} says of no environment that it runs there`);
      else if (parts === null || isVersion(parts.tag))
        left.push(`${from}: no environment follows the tag of ${image}, it is one version`);
      else targets.push({ component, environment, endpoint: { kind: 'oci-tag', ...parts }, health: null, from });
    }
  }
  const components = [...new Map([...built.values()].map((component) => [keyOf(component), component])).values()];
  return { components, targets, left };
};
