import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service that counts its answers for Prometheus; while `broken`, every other one is an error. */
export interface MeteredService {
  readonly origin: string;
  broken: boolean;
  /** While false it says nothing to anybody: a scrape times out. */
  answering: boolean;
  readonly close: () => Promise<void>;
}

/** Answers on a free port; it is asked twenty times a second by itself, so that there is something to count. */
export const startMeteredService = async (): Promise<MeteredService> => {
  let requests = 0;
  let errors = 0;
  const server = createServer((request, response) => {
    if (!service.answering) return;
    if (request.url !== '/metrics') return void response.writeHead(service.broken ? 500 : 200).end();
    response.end(
      `# TYPE requests_total counter\nrequests_total ${requests}\n# TYPE errors_total counter\nerrors_total ${errors}\n`,
    );
  });
  const busy = setInterval(() => {
    requests += 1;
    if (service.broken && requests % 2 === 0) errors += 1;
  }, 50);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const service: MeteredService = {
    origin: `http://127.0.0.1:${port}`,
    broken: false,
    answering: true,
    close: async () => {
      clearInterval(busy);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
};
