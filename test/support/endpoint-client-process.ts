import { createEndpoints } from '../../main/endpoints/endpoints';
import type { Order } from '../../main/release/ports';
import { nobody, sourceOf } from './endpoint-services';

// An app of its own process: deploys what it is told, says what it hears, and stays until it is killed.

interface Told {
  readonly stateFolder: string;
  readonly supervisorScript: string;
  readonly versions: Record<string, string>;
  readonly order: Order;
}

const told = JSON.parse(process.argv[2] ?? '') as Told; // as: the test wrote it
const endpoint = createEndpoints({
  ...told,
  folder: told.stateFolder,
  me: nobody,
  source: sourceOf(told.versions),
  secrets: { get: async () => null },
  now: () => new Date().toISOString(),
})('local');

const run = async (): Promise<void> => {
  for await (const progress of endpoint.deploy(told.order, new AbortController().signal)) {
    process.stdout.write(`${JSON.stringify(progress)}\n`);
  }
};

setInterval(() => {}, 1000);
void run();
