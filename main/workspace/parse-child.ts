import { spawn } from 'node:child_process';
import { parsedSchema, type Parsed } from './parsed';

export interface ParserProcess {
  /** Absolute path of the built `parse-process.ts`. */
  readonly parserScript: string;
  readonly nodePath: string;
  readonly nodeEnv: NodeJS.ProcessEnv;
}

/** Electron's own binary is Node when this is set; Node itself does not mind. Nothing else of our environment is the parser's business. */
const nodeEnv: NodeJS.ProcessEnv = {
  ELECTRON_RUN_AS_NODE: '1',
  ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
};

/** @param parserScript absolute path of the built `parse-process.ts` */
export const parserAt = (parserScript: string): ParserProcess => ({
  parserScript,
  nodePath: process.execPath,
  nodeEnv,
});

const deadlineMs = 5000;
/** A file of 256 KB says at most this much, places included; more is no answer of ours. */
const maxAnswer = 32 * 1024 * 1024;
const flags = ['--max-old-space-size=256'];

type Answer = Parsed | { readonly kind: 'failed'; readonly why: string } | { readonly kind: 'cancelled' };

const readAnswer = (text: string): Answer => {
  try {
    const parsed = parsedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : { kind: 'failed', why: 'the parser’s answer makes no sense' };
  } catch {
    return { kind: 'failed', why: 'the parser’s answer was cut' };
  }
};

/** Parses a workspace file's text in a process of its own, which ends within 5 s whatever the text does to it. */
export const parseInChild = (text: string, parser: ParserProcess, signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve({ kind: 'cancelled' });
    const child = spawn(parser.nodePath, [...flags, parser.parserScript], {
      env: parser.nodeEnv,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const pieces: Buffer[] = [];
    let size = 0;
    let late = false;
    const kill = (): boolean => child.kill('SIGKILL');
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, deadlineMs);
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
      resolve(signal.aborted ? { kind: 'cancelled' } : answer);
    };
    signal.addEventListener('abort', kill);
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > maxAnswer) kill();
      else pieces.push(piece);
    });
    // A parser that dies before it has read its input closes the pipe; its exit says the rest.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => finish({ kind: 'failed', why: `the parser did not start: ${error.message}` }));
    child.on('close', (code) => {
      if (code === 0) return finish(readAnswer(Buffer.concat(pieces).toString('utf8')));
      const why = late ? `reading it took more than ${deadlineMs / 1000} s` : 'it ended the process that reads it';
      finish({ kind: 'bomb', why });
    });
    child.stdin.end(text);
  });
