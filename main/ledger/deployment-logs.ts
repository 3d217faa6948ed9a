import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeploymentEvent } from '../../contract/deployment';
import type { DeploymentLogs } from '../release/record-ports';

const maxBytes = 2 * 1024 * 1024;
const maxFiles = 500;
const maxText = 16 * 1024;
/** What a full log still takes: how the deployment went on, without its output. */
const reserveBytes = 64 * 1024;

const idPattern = /^[0-9a-f-]{8,64}$/i;

const capped = (event: DeploymentEvent): DeploymentEvent =>
  event.type === 'log' && event.text.length > maxText
    ? { ...event, text: `${event.text.slice(0, maxText)}\n… ${event.text.length - maxText} characters left out` }
    : event;

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
};

const parseLine = (line: string): readonly DeploymentEvent[] => {
  try {
    // as: written by `append`; a torn last line is no JSON and is left out. Nothing is decided by a log.
    return [JSON.parse(line) as DeploymentEvent];
  } catch {
    return [];
  }
};

/** Keeps the newest files; the folder is looked at once per deployment, not once per event. */
const prune = (folder: string): void => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const old of files.slice(maxFiles - 1)) rmSync(old.path, { force: true });
};

/**
 * The events of each deployment as JSON lines, one file each, for its panel. A log that can't be written is given up:
 * nothing depends on it. At most 500 files of 2 MB; past that, output is left out and what happened is still kept.
 */
export const createDeploymentLogs = (folder: string): DeploymentLogs => {
  const sizes = new Map<string, number>();
  const fileOf = (deployment: string): string => join(folder, `${deployment}.jsonl`);

  const start = (deployment: string): number => {
    mkdirSync(folder, { recursive: true });
    const size = sizeOf(fileOf(deployment));
    if (size === 0) prune(folder);
    return size;
  };

  const write = (deployment: string, event: DeploymentEvent): void => {
    const size = sizes.get(deployment) ?? start(deployment);
    const line = `${JSON.stringify(capped(event))}\n`;
    const bytes = Buffer.byteLength(line);
    const room = event.type === 'log' ? maxBytes - reserveBytes : maxBytes;
    if (size + bytes > room) return;
    appendFileSync(fileOf(deployment), line, { mode: 0o600 });
    sizes.set(deployment, size + bytes);
    if (event.type === 'ended') sizes.delete(deployment);
  };

  return {
    append: (deployment, event) => {
      if (!idPattern.test(deployment)) return;
      try {
        write(deployment, event);
      } catch {
        sizes.delete(deployment);
      }
    },
    read: async (deployment) => {
      if (!idPattern.test(deployment)) return [];
      const text = await readFile(fileOf(deployment), 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .flatMap(parseLine);
    },
  };
};
