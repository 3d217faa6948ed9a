import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Order } from '../../main/release/ports';
import { bundleProcess } from './bundle-process';
import { versions, type LocalRig } from './endpoint-local';

export interface Client {
  /** Answers as soon as it has said `text`. */
  readonly says: (text: string) => Promise<void>;
  readonly kill: () => Promise<void>;
}

/** Starts an app in a process of its own that deploys `order`. */
export const startClient = async (local: LocalRig, order: Order): Promise<Client> => {
  const script = await bundleProcess(resolve(__dirname, 'endpoint-client-process.ts'));
  const { stateFolder, supervisorScript } = local;
  const told = JSON.stringify({ stateFolder, supervisorScript, versions, order });
  const child = spawn(process.execPath, [script, told], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return {
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (said.includes(text)) resolve();
        };
        child.stdout.on('data', look);
        child.once('exit', () => reject(new Error(`the client ended; it said: ${said}`)));
        look();
      }),
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
};
