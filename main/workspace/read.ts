import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Failure, Result } from '../../contract/failure';
import { done, failed } from '../../contract/failure';
import type { Workspace } from '../../contract/workspace';
import type { Workspaces } from '../release/record-ports';
import { sharedLedger } from './ledger-place';
import { createParseCache, type ParseCache } from './parse-cache';
import { parseInChild, parserAt, type ParserProcess } from './parse-child';
import { limits } from './parsed';
import { located, visible } from './problems';
import { resolveWorkspace } from './resolve';
import { watchFile } from './watch';

const whyNot = (file: string, error: unknown): Failure => {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    return { kind: 'workspace-missing', file };
  }
  return { kind: 'workspace-unreadable', file, why: error instanceof Error ? error.message : String(error) };
};

/** The text, of which never more than the limit is read: the name may lead to anything. */
const readText = async (file: string): Promise<Result<string>> => {
  // Asked before it is opened: opening a pipe waits for somebody to write to it.
  const stats = await stat(file);
  if (!stats.isFile()) return failed({ kind: 'workspace-unreadable', file, why: 'it is not a file' });
  if (stats.size > limits.bytes) {
    return failed({ kind: 'workspace-too-large', file, bytes: stats.size, limit: limits.bytes });
  }
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(limits.bytes);
    const { bytesRead } = await handle.read(buffer, 0, limits.bytes, 0);
    const bytes = buffer.subarray(0, bytesRead);
    try {
      return done(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return failed({ kind: 'workspace-unreadable', file, why: 'it is not UTF-8 text' });
    }
  } finally {
    await handle.close();
  }
};

interface Parsing {
  readonly parser: ParserProcess;
  readonly cache: ParseCache | null;
  readonly signal: AbortSignal;
}

/**
 * @param file how it was named, for failures
 * @param path where the text stands, or would: absolute and real
 */
const readAs = async (
  file: string,
  path: string,
  text: string,
  { parser, cache, signal }: Parsing,
): Promise<Result<Workspace>> => {
  const known = (await cache?.get(text)) ?? null;
  const answer = known ?? (await parseInChild(text, parser, signal));
  if (known === null && answer.kind === 'document') void cache?.keep(text, answer);
  switch (answer.kind) {
    case 'cancelled':
      return failed({ kind: 'cancelled' });
    case 'failed':
      return failed({ kind: 'workspace-unreadable', file, why: answer.why });
    case 'bomb':
      return failed({ kind: 'workspace-bomb', file, why: answer.why });
    case 'mistakes': {
      const problems = answer.mistakes.map(({ place: [line, column], found, expected }) => ({
        line,
        column,
        key: 'the file',
        found: visible(found),
        expected,
        nearest: null,
      }));
      return failed({ kind: 'workspace-invalid', file, problems });
    }
    case 'document': {
      const resolved = resolveWorkspace(answer, path, await sharedLedger(dirname(path)));
      if (resolved.ok) return done(resolved.workspace);
      return failed({ kind: 'workspace-invalid', file, problems: located(answer, resolved.mistakes) });
    }
  }
};

const readWorkspace = async (file: string, parsing: Parsing): Promise<Result<Workspace>> => {
  const path = await realpath(file);
  const text = await readText(path);
  return text.ok ? readAs(file, path, text.value, parsing) : text;
};

/** A text as the file that it is not yet: its folder has to be there. */
const checkText = async (file: string, text: string, parsing: Parsing): Promise<Result<Workspace>> => {
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.bytes) return failed({ kind: 'workspace-too-large', file, bytes, limit: limits.bytes });
  return readAs(file, join(await realpath(dirname(file)), basename(file)), text, parsing);
};

/**
 * Reads workspace files; the parsing itself runs in a process of its own. Failures: the `workspace-…` kinds, `cancelled`.
 * @param parserScript absolute path of the built `parse-process.ts`
 * @param cache folder for what has been parsed before; null: each reading parses
 */
export const createWorkspaces = (
  parserScript: string,
  cache: string | null = null,
  parser = parserAt(parserScript),
): Workspaces => {
  const parsed = cache === null ? null : createParseCache(cache, parserScript);
  const trying = async (file: string, read: () => Promise<Result<Workspace>>): Promise<Result<Workspace>> => {
    try {
      return await read();
    } catch (error) {
      // Only errors of the file system come here: everything else answers a value.
      if (!(error instanceof Error && 'code' in error)) throw error;
      return failed(whyNot(file, error));
    }
  };
  return {
    read: async (file, signal) => trying(file, () => readWorkspace(file, { parser, cache: parsed, signal })),
    check: async (file, text, signal) => trying(file, () => checkText(file, text, { parser, cache: parsed, signal })),
    watch: watchFile,
  };
};
