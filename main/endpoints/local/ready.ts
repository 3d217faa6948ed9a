import { connect } from 'node:net';
import { fill } from '../../../contract/placeholders';
import { ask } from '../../http/ask';
import { followLog, logTail } from './output-log';
import type { Service } from './service';
import { lastLines } from '../../processes/last-lines';
import { parseUrl } from '../../parse-url';

const hosts = ['127.0.0.1', '::1'];
const healthMs = 3000;

const accepts = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });

const findHost = async (port: number): Promise<string | null> => {
  for (const host of hosts) if (await accepts(host, port)) return host;
  return null;
};

/** null: healthy. The workspace's address may name a public host: only its path and query are asked of the process itself. */
const ailment = async (health: string, host: string, port: number): Promise<string | null> => {
  const text = fill(health, { port: String(port) });
  if (parseUrl(text) === null) return `its health address ${text} is no address`;
  const { pathname, search } = new URL(text);
  const url = new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}${pathname}${search}`);
  const answer = await ask({ url, withinMs: healthMs, overflow: 'cut' });
  if (answer.kind === 'failed') return `${url.href} gave no answer: ${answer.why}`;
  return answer.status >= 200 && answer.status < 300 ? null : `${url.href} answered ${answer.status}`;
};

export type Readiness =
  | { readonly ready: true; readonly host: string }
  /** What it waited for in vain, and the last lines the service printed. */
  | { readonly ready: false; readonly why: string };

/** Waits until the service accepts connections and, where there is a health address, is healthy; says what it prints meanwhile. */
export const waitUntilReady = async (
  service: Service,
  withinMs: number,
  logFrom: number,
  say: (text: string) => void,
): Promise<Readiness> => {
  const until = performance.now() + withinMs;
  const { folder, health } = service.release;
  const follow = followLog(folder, logFrom, say);
  const ending: { how: string | null } = { how: null };
  const noteEnd = async (): Promise<void> => {
    ending.how = await service.ended;
  };
  const end = noteEnd();
  const fail = async (why: string): Promise<Readiness> => {
    await follow();
    const said = lastLines(await logTail(folder, logFrom));
    return { ready: false, why: said === '' ? `${why}; it printed nothing` : `${why}; it printed last:\n${said}` };
  };
  let missing = 'it does not accept connections';
  for (let pause = 10; ; pause = Math.min(pause * 1.5, 100)) {
    await follow();
    if (ending.how !== null) return fail(`it ended with ${ending.how}`);
    const host = await findHost(service.port);
    if (host !== null) {
      const trouble = health === null ? null : await ailment(health, host, service.port);
      if (trouble === null && ending.how === null) {
        await follow();
        return { ready: true, host };
      }
      missing = trouble ?? missing;
    }
    if (performance.now() > until) return fail(`after ${withinMs / 1000} s ${missing}`);
    await Promise.race([end, new Promise((resolve) => setTimeout(resolve, pause))]);
  }
};
