import { chmod, readFile, rename, rmdir, unlink } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { onLines, writeLine } from './lines';
import { endOrphans } from './orphans';
import { takeOwnership, type Ownership } from './owner';
import { requestSchema } from './protocol';
import { preparePrivateFolder, socketPath } from './socket-path';
import { emptyState, readState, stateFile, type State } from './state';
import { createSupervisor, type Supervisor } from './supervisor';

// Entry of the supervisor: one detached process a state folder. It outlives the app; what it starts outlives it.
// stdout and stderr are its log file.

const tickMs = 1000;
const idleMs = 60_000;

const note = (text: string): void => {
  process.stderr.write(`${new Date().toISOString()} ${text}\n`);
};

/** A damaged record is kept aside. What it names can't be reached through us any more, so it is ended. */
const load = async (folder: string): Promise<State> => {
  const state = await readState(folder);
  if (typeof state !== 'string') return state;
  if (state === 'damaged') {
    const kept = `${stateFile(folder)}.damaged-${Date.now()}`;
    await rename(stateFile(folder), kept);
    note(`the state file can't be read; it is kept as ${kept}`);
    const orders = (await readFile(kept, 'utf8').catch(() => '')).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g);
    await endOrphans(new Set(orders), new Set());
  }
  return emptyState();
};

const serve = (supervisor: Supervisor, end: () => Promise<void>) => (socket: Socket) => {
  socket.on('error', () => {}); // The client is gone; what it ordered goes on.
  onLines(socket, (message) => {
    const request = requestSchema.safeParse(message);
    if (!request.success) return void socket.destroy();
    const done = async (): Promise<void> => {
      await supervisor.answer(request.data, (answer) => writeLine(socket, answer));
      await new Promise<void>((resolve) => socket.end(resolve));
      if (request.data.type === 'stop') await end();
    };
    done().catch((error: unknown) => {
      note(error instanceof Error ? (error.stack ?? error.message) : String(error));
      socket.destroy();
    });
  });
};

const listen = (path: string, take: (socket: Socket) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer(take);
    server.once('error', reject);
    server.listen(path, () => resolve());
  });

/** Every second. The folder is gone, or is another's: the one has no use for the services, the other has them. */
const keepHouse = async (supervisor: Supervisor, ownership: Ownership, leave: () => Promise<void>): Promise<void> => {
  for (let idleSince = performance.now(); ;) {
    await new Promise((resolve) => setTimeout(resolve, tickMs));
    const hold = await ownership.hold();
    if (hold === 'gone') await supervisor.stop(false).catch(() => {});
    if (hold !== 'mine') return leave();
    await supervisor.tick().catch((error: unknown) => note(String(error)));
    if (!supervisor.isIdle()) idleSince = performance.now();
    if (performance.now() - idleSince > idleMs) return leave();
  }
};

const run = async (folder: string): Promise<void> => {
  const ownership = await takeOwnership(folder);
  if (ownership === null) return process.exit(0);
  const supervisor = createSupervisor(folder, await load(folder), note);
  await supervisor.adopt();
  const socket = socketPath(folder);
  const problem = await preparePrivateFolder(socket.folder);
  if (problem !== null) throw new Error(problem);
  await unlink(socket.path).catch(() => {});
  const leave = async (): Promise<void> => {
    await unlink(socket.path).catch(() => {});
    if (socket.folder !== folder) await rmdir(socket.folder).catch(() => {});
    await ownership.release();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      note(`ended by ${signal}, and its services with it; the next look starts them again`);
      supervisor.stop(true).then(leave, leave);
    });
  }
  await listen(socket.path, serve(supervisor, leave));
  await chmod(socket.path, 0o600);
  await keepHouse(supervisor, ownership, leave);
};

process.on('SIGHUP', () => {});
run(process.argv[2] ?? '').catch((error: unknown) => {
  note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
