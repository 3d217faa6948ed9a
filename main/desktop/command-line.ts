import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serialize } from 'node:v8';

/** What somebody asked for when they started Humdrum, here or as a second copy. Paths are absolute. */
export interface Launch {
  readonly workspace: string | null;
  readonly demo: boolean;
  /** Where a picture of the first board goes. */
  readonly screenshot: string | null;
  readonly userData: string | null;
  /** `humdrum://…`: selects, never acts. */
  readonly link: string | null;
}

const text = { type: 'string' } as const;
const options = { workspace: text, screenshot: text, 'user-data': text, demo: { type: 'boolean' } } as const;

/** `args` without the executable and, in development, without the app's folder. Chromium's own switches are among them. */
export const readCommandLine = (args: readonly string[], cwd: string): Launch => {
  const { values, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const path = (value: string | boolean | undefined): string | null =>
    typeof value === 'string' && value !== '' ? resolve(cwd, value) : null;
  const file = positionals.find((word) => /\.ya?ml$/.test(word));
  return {
    workspace: path(values.workspace) ?? path(file),
    demo: values.demo === true,
    screenshot: path(values.screenshot),
    userData: path(values['user-data']),
    link: positionals.find((word) => word.startsWith('humdrum://')) ?? null,
  };
};

/** Electron's default app (and the development runtime's) leaves the app's folder as the first word. */
export const ownArguments = (argv: readonly string[], defaultApp: boolean): readonly string[] => {
  const args = argv.slice(1);
  if (!defaultApp) return args;
  const folder = args.findIndex((word) => !word.startsWith('-'));
  return args.filter((_word, index) => index !== folder);
};

/** Bytes; what is left of Chromium's 32 KB is for the switches it adds itself. */
const mostHandedOver = 24 * 1024;

/**
 * Whether the copy that runs could read what a start would hand over to it. It reads 32 KB (kMaxMessageLength in Chromium's
 * process_singleton_posix.cc) and resets the connection where there is more; who sent it then takes it for hung and kills it.
 * A link on a web page must not end a promotion.
 */
export const canBeHandedOver = (argv: readonly string[], cwd: string, launch: Launch): boolean =>
  Buffer.byteLength([cwd, ...argv].join('\0')) + serialize(launch).byteLength <= mostHandedOver;

/** What a second copy sent over; another version of Humdrum may have sent it. */
export const launchFrom = (data: unknown): Launch => {
  const has = (key: string): unknown =>
    typeof data === 'object' && data !== null && key in data ? Reflect.get(data, key) : null;
  const word = (key: string): string | null => {
    const value = has(key);
    return typeof value === 'string' ? value : null;
  };
  return {
    workspace: word('workspace'),
    demo: has('demo') === true,
    screenshot: word('screenshot'),
    userData: word('userData'),
    link: word('link'),
  };
};

/**
 * The workspace a start asks for; null is the demo. A start that names none leaves what is open (`current`, undefined where
 * nothing is yet), else takes the one used last.
 */
export const workspaceFor = (
  launch: Launch,
  current: string | null | undefined,
  recent: readonly string[],
): string | null => {
  if (launch.workspace !== null) return launch.workspace;
  if (launch.demo) return null;
  return current === undefined ? (recent[0] ?? null) : current;
};
