import type { DockerSwarmEndpoint } from '../../../contract/endpoint-kinds/docker-swarm';
import { done, type Failure, type Result } from '../../../contract/failure';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import { ask, type Way } from '../../http/ask';
import { innerText } from '../../http/inner-file';
import { answerOf, type JsonAnswer } from '../../http/json-api';
import type { Prepared } from '../../http/request';
import { saidMessage } from '../../http/said-message';
import { readSecrets } from '../../http/secret-text';
import { parseUrl } from '../../parse-url';
import type { Secrets } from '../../release/record-ports';

/** A manager of a swarm: the Docker Engine API on its socket, or over TLS. */
export interface Manager {
  /** The service and the address, as they may be shown. */
  readonly where: string;
  /** The service's name. */
  readonly service: string;
  get(path: string, signal: AbortSignal): Promise<JsonAnswer>;
  post(path: string, body: unknown, withinMs: number, signal: AbortSignal): Promise<JsonAnswer>;
}

const getMs = 3000;
/** A hundred tasks with their history are about 1 MB. */
const limitBytes = 32 * 1024 * 1024;

/** The alerts of RFC 8446, 6.2, that are about a client's certificate, in OpenSSL's words. Any other may come after the request was heard. */
const aboutCertificate = /\balert (?:.*\bcertificate\b|unknown ca|access denied|handshake failure)/;

/** TLS 1.3 refuses a client's certificate only after the client believes itself connected: nothing was heard of the request. */
const refusedByTls = (answer: JsonAnswer, secrets: readonly string[]): JsonAnswer => {
  if (answer.ok || answer.failure.kind !== 'endpoint-unreachable') return answer;
  const { where, why } = answer.failure;
  if (!aboutCertificate.test(why)) return answer;
  const status = 'refused by TLS';
  return {
    ...answer,
    sent: false,
    failure: { kind: 'credentials-refused', where, status, said: why, secrets, clockMs: null },
  };
};

/** A file the workspace names, where it names one. */
const pem = async (folder: string, file: string | undefined): Promise<Result<string | undefined>> =>
  file === undefined ? done(undefined) : innerText(folder, file);

/**
 * A manager as the workspace file says it. Fails before anything is sent: an address that is none, a file that can't be read, a
 * secret that is not known for this origin.
 * @param folder of the workspace file
 */
export const managerOf = async (
  config: DockerSwarmEndpoint,
  values: PlaceholderValues,
  secrets: Secrets,
  folder: string,
): Promise<Manager | { readonly failure: Failure }> => {
  const host = fill(config.host, values);
  const service = fill(config.service, values);
  const where = `${service} at ${host}`;
  const wrong = (why: string) => ({ failure: { kind: 'endpoint-unreachable', where, why } as const });
  const socketPath = /^unix:\/\/(\/.+)$/s.exec(host)?.[1];
  const base = parseUrl(socketPath === undefined ? host : 'http://docker');
  if (base === null || !/^https?:$/.test(base.protocol)) return wrong('it is neither unix:///… nor https://…');

  const read = await readSecrets([config.privateKey ?? ''], base.origin, secrets);
  if (typeof read === 'string') return { failure: { kind: 'secret-missing', name: read } };
  const file = (name: string | undefined) => pem(folder, name === undefined ? undefined : fill(name, values));
  const [ca, cert] = await Promise.all([file(config.ca), file(config.certificate)]);
  if (!ca.ok) return { failure: ca.failure };
  if (!cert.ok) return { failure: cert.failure };
  const key = config.privateKey === undefined ? undefined : fill(config.privateKey, values, read.values);
  const over: Way = {
    ...(socketPath === undefined ? {} : { socketPath }),
    ...(ca.value === undefined ? {} : { ca: ca.value }),
    ...(cert.value === undefined ? {} : { cert: cert.value }),
    ...(key === undefined ? {} : { key }),
  };

  const names = [...read.values.keys()];
  const send = async (
    method: string,
    path: string,
    json: unknown,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<JsonAnswer> => {
    // No version before the path: Docker 20 knows none above 1.41, Docker 29 none below 1.44.
    const url = new URL(path, base);
    const body = json === null ? {} : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
    const prepared: Prepared = {
      where,
      mask: read.mask,
      secrets: names,
      send: async (withinMs, signal) => {
        const answer = await ask({ url, method, withinMs, signal, limitBytes, over, ...body });
        return answer.kind === 'failed' ? { ...answer, why: read.mask(answer.why) } : answer;
      },
    };
    const answer = refusedByTls(await answerOf(prepared, withinMs, signal), names);
    return answer.ok ? answer : { ...answer, failure: saidMessage(answer.failure) };
  };
  return {
    where,
    service,
    get: (path, signal) => send('GET', path, null, getMs, signal),
    post: (path, body, withinMs, signal) => send('POST', path, body, withinMs, signal),
  };
};
