import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EventPublisher } from '@orpc/server';
import ElectronStore from 'electron-store';
import type { Settings } from '../../contract/settings';
import { keptFrom, setAsideCorrupt, type Bounds, type Kept } from './settings-file';

export interface SettingsStore {
  readonly kept: () => Kept;
  readonly settings: () => Settings;
  readonly change: (patch: { readonly [Key in keyof Settings]?: Settings[Key] | undefined }) => Settings;
  readonly rememberWindow: (bounds: Bounds, maximized: boolean) => void;
  /** The settings now, then each time they change. */
  readonly watch: (signal: AbortSignal | undefined) => AsyncGenerator<Settings, void>;
  readonly onChange: (listener: (settings: Settings) => void) => () => void;
  /** Where a file that could not be read was put; null where it could. */
  readonly setAside: string | null;
}

/** Opens `settings.json` in `folder`. Read once: every `get` of electron-store reads and parses the file again. */
export const openSettings = (folder: string): SettingsStore => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const setAside = setAsideCorrupt(join(folder, 'settings.json'), new Date());
  const store = new ElectronStore({ name: 'settings', cwd: folder });
  const changes = new EventPublisher<{ changed: Settings }>();
  let kept = keptFrom(store.store);

  const keep = (next: Kept): void => {
    kept = next;
    try {
      store.store = { ...next };
    } catch (error) {
      // A full disk, a folder made read-only. They hold until the end; thrown out of a window's event it would end the app.
      const why = error instanceof Error ? error.message : String(error);
      process.stderr.write(`Settings could not be stored, and hold until Humdrum ends: ${why}\n`);
    }
  };
  return {
    kept: () => kept,
    settings: () => kept.settings,
    change: (patch) => {
      const settings = keptFrom({ settings: { ...kept.settings, ...patch } }).settings;
      keep({ ...kept, settings });
      changes.publish('changed', settings);
      return settings;
    },
    rememberWindow: (bounds, maximized) => keep({ ...kept, bounds, maximized }),
    watch: async function* (signal) {
      const coming = changes.subscribe('changed', { signal });
      yield kept.settings;
      yield* coming;
    },
    onChange: (listener) => changes.subscribe('changed', listener),
    setAside,
  };
};
