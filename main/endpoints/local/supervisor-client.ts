import { connect, type Socket } from 'node:net';
import { onLines, writeLine } from './lines';
import { answerSchema, type Answer, type Request } from './protocol';
import { preparePrivateFolder, socketPath } from './socket-path';
import { startSupervisor } from './start-supervisor';

export type Conversation =
  /** The last answer: a receipt, what runs, or `stopped`. */
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** `sent` false: the supervisor was never reached. `late`: it did not answer in time. */
  | {
      readonly kind: 'failed';
      readonly why: string;
      readonly sent: boolean;
      readonly late: boolean;
      readonly cancelled: boolean;
    };

export interface Talk {
  readonly request: Request;
  readonly withinMs: number;
  readonly signal?: AbortSignal;
  /** Called with each answer before the last. */
  readonly hear?: (answer: Answer) => void;
}

const startMs = 10_000;

const reach = (path: string): Promise<Socket | 'nobody' | Error> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? 'nobody' : error);
    });
  });

/** A connection to the supervisor that runs; `nobody` where none does. */
export const reachSupervisor = async (stateFolder: string): Promise<Socket | 'nobody' | Error> => {
  const { folder, path } = socketPath(stateFolder);
  const problem = await preparePrivateFolder(folder);
  return problem === null ? reach(path) : new Error(problem);
};

/** Says one request over an open connection. */
export const talkOver = (socket: Socket, talk: Talk): Promise<Conversation> =>
  new Promise((resolve) => {
    const settle = (conversation: Conversation): void => {
      clearTimeout(deadline);
      talk.signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(conversation);
    };
    const fail = (why: string, late: boolean): void =>
      settle({ kind: 'failed', why, sent: true, late, cancelled: talk.signal?.aborted === true });
    const onAbort = (): void => fail('nobody waits for it any more', false);
    const deadline = setTimeout(() => fail(`no answer within ${talk.withinMs / 1000} s`, true), talk.withinMs);
    talk.signal?.addEventListener('abort', onAbort, { once: true });
    socket.on('error', () => {}); // 'close' follows.
    socket.on('close', () => fail('it closed the connection without an answer', false));
    onLines(socket, (message) => {
      const answer = answerSchema.safeParse(message);
      if (!answer.success) return fail('its answer makes no sense: another version of it runs', false);
      if (answer.data.type === 'step' || answer.data.type === 'log') return talk.hear?.(answer.data);
      settle({ kind: 'answered', answer: answer.data });
    });
    writeLine(socket, talk.request);
  });

/** Talks to the supervisor of a state folder, starting one where none runs. */
export const createSupervisorClient = (
  stateFolder: string,
  script: string,
): ((talk: Talk) => Promise<Conversation>) => {
  let starting: Promise<string> | null = null;

  const reachOrStart = async (): Promise<Socket | Error> => {
    const until = performance.now() + startMs;
    for (;;) {
      const reached = await reachSupervisor(stateFolder);
      if (reached !== 'nobody') return reached;
      // One start serves all who ask in this process.
      starting ??= startSupervisor(stateFolder, script);
      const problem = await Promise.race([starting, new Promise<null>((resolve) => setTimeout(resolve, 15, null))]);
      if (problem !== null) return new Error(`the supervisor could not be started: ${problem}`);
      if (performance.now() > until) return new Error(`the supervisor did not listen within ${startMs / 1000} s`);
    }
  };

  const once = async (talk: Talk): Promise<Conversation> => {
    const socket = await reachOrStart();
    starting = null;
    if (socket instanceof Error) {
      return { kind: 'failed', why: socket.message, sent: false, late: false, cancelled: false };
    }
    if (talk.signal?.aborted === true) {
      socket.destroy();
      return { kind: 'failed', why: 'cancelled', sent: false, late: false, cancelled: true };
    }
    return talkOver(socket, talk);
  };

  return async (talk) => {
    for (let tries = 1; ; tries++) {
      const said = await once(talk);
      const isLost = said.kind === 'failed' && said.sent && !said.late && !said.cancelled;
      // A supervisor that is being killed still takes connections. A question can be asked again; a start never is.
      if (!isLost || talk.request.type === 'start' || tries === 5) return said;
      await new Promise((resolve) => setTimeout(resolve, 50 * tries));
    }
  };
};
