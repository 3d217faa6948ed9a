import { explain } from '../../contract/explain';
import { ask } from '../http/ask';
import { jsonOf } from '../http/judge';
import type { Prepared } from '../http/request';
import { nameFrom, splitEnvironment } from './environment-words';
import { nothing, placeholderIn, type Findings, type FoundComponent, type FoundTarget } from './findings';
import { isVersion } from './look-compose';
import { textIn, type Looking } from './looking';
import { readAddress } from '../workspace/addresses';

const withinMs = 10_000;
const sourceLabel = 'org.opencontainers.image.source';
const stackLabel = 'com.docker.stack.namespace';

const placeOf = (host: string): { readonly url: URL; readonly over?: { readonly socketPath: string } } | null => {
  const socket = /^unix:\/\/(\/[^?#]+)$/.exec(host)?.[1];
  if (socket !== undefined) return { url: new URL('http://docker/services'), over: { socketPath: socket } };
  return /^https?:\/\/[^/?#]+\/?$/.test(host) ? { url: new URL('/services', host) } : null;
};

/** The image of a candidate, by what the image that runs is called. */
const imageFor = (image: string): string => {
  const plain = image.replace(/@.*$/, '');
  const [, repository = plain, tag = ''] = /^(.*?)(?::([\w.-]+))?$/.exec(plain) ?? [];
  const named = /^[0-9a-f]{7,40}$/.test(tag) || !isVersion(tag) ? 'commit' : 'version';
  return `${repository}:\${candidate.${named}}`;
};

/** What a service is a part of, by its own name and its stack's: `shop-production_api`. */
const partsOf = (service: string, stack: string | null): { readonly environment: string; readonly name: string } => {
  const own = stack !== null && service.startsWith(`${stack}_`) ? service.slice(stack.length + 1) : service;
  const split = splitEnvironment(own);
  if (split !== null) return { environment: split.environment, name: split.rest };
  return { environment: (stack === null ? null : splitEnvironment(stack)?.environment) ?? stack ?? 'swarm', name: own };
};

/** The services of a swarm that belong to a repository: by a label of the image's source, else by the name of one that was found. */
export const lookAtSwarm = async (
  host: string,
  known: readonly FoundComponent[],
  { signal }: Looking,
): Promise<Findings> => {
  const place = placeOf(host);
  if (place === null) return { ...nothing, left: [`${host}: expected unix:///path or http://host:port`] };
  const prepared: Prepared = {
    where: `GET ${host}/services`,
    mask: (text) => text,
    secrets: [],
    send: (ms, signal) => ask({ ...place, withinMs: ms, signal }),
  };
  const answer = jsonOf(await prepared.send(withinMs, signal), prepared, withinMs);
  if ('failure' in answer) return { ...nothing, left: [`${host}: ${explain(answer.failure).what}`] };
  const components: FoundComponent[] = [];
  const targets: FoundTarget[] = [];
  const left: string[] = [];
  for (const service of Array.isArray(answer.json) ? (answer.json as readonly unknown[]) : []) {
    const name = textIn(service, 'Spec', 'Name') ?? '';
    const from = `${host}, service ${name}`;
    const image = textIn(service, 'Spec', 'TaskTemplate', 'ContainerSpec', 'Image');
    const labels = [
      ['Spec', 'Labels'],
      ['Spec', 'TaskTemplate', 'ContainerSpec', 'Labels'],
    ] as const;
    const label = (key: string): string | null =>
      labels.map((path) => textIn(service, ...path, key)).find((text) => text !== null) ?? null;
    const parts = partsOf(name, label(stackLabel));
    const source = label(sourceLabel);
    const address = source === null ? null : readAddress(source, '/');
    const called = nameFrom(parts.name);
    const placeholder = placeholderIn(name, image);
    const component =
      address?.ok === true && called !== null
        ? { name: called, repository: address.value, path: null, branch: null, from }
        : known.find((one) => one.name.toLowerCase() === called?.toLowerCase());
    if (component === undefined)
      left.push(`${from}: no repository called ${parts.name} was found, and it has no label ${sourceLabel}`);
    else if (placeholder !== null) left.push(`${from}: ${placeholder}`);
    else if (image === null) left.push(`${from}: it names no image`);
    else {
      if (!known.includes(component)) components.push(component);
      targets.push({
        component,
        environment: parts.environment,
        endpoint: { kind: 'docker-swarm', host, service: name, image: imageFor(image) },
        health: null,
        from,
      });
    }
  }
  return { components, targets, left };
};
