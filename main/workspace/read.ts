import { open, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Failure, Result } from '../../contract/failure';
import { done, failed } from '../../contract/failure';
import type { Workspace } from '../../contract/workspace';
import type { Workspaces } from '../release/record-ports';
import { sharedLedger } from './ledger-place';
import { createParseCache, type ParseCache } from './parse-cache';
import { parseInChild, type ParserProcess } from './parse-child';
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

const readWorkspace = async (
  file: string,
  parser: ParserProcess,
  cache: ParseCache | null,
  signal: AbortSignal,
): Promise<Result<Workspace>> => {
  const path = await realpath(file);
  const text = await readText(path);
  if (!text.ok) return text;
  const known = (await cache?.get(text.value)) ?? null;
  const answer = known ?? (await parseInChild(text.value, parser, signal));
  if (known === null && answer.kind === 'document') void cache?.keep(text.value, answer);
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

/** Electron's own binary is Node when this is set; Node itself does not mind. Nothing else of our environment is the parser's business. */
const nodeEnv: NodeJS.ProcessEnv = {
  ELECTRON_RUN_AS_NODE: '1',
  ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
};

/**
 * Reads workspace files; the parsing itself runs in a process of its own. Failures: the `workspace-…` kinds, `cancelled`.
 * @param parserScript absolute path of the built `parse-process.ts`
 * @param cache folder for what has been parsed before; null: each reading parses
 */
export const createWorkspaces = (
  parserScript: string,
  cache: string | null = null,
  node: Omit<ParserProcess, 'parserScript'> = { nodePath: process.execPath, nodeEnv },
): Workspaces => {
  const parsed = cache === null ? null : createParseCache(cache, parserScript);
  return {
    read: async (file, signal) => {
      try {
        return await readWorkspace(file, { ...node, parserScript }, parsed, signal);
      } catch (error) {
        // Only errors of the file system come here: everything else answers a value.
        if (!(error instanceof Error && 'code' in error)) throw error;
        return failed(whyNot(file, error));
      }
    },
    watch: watchFile,
  };
};
