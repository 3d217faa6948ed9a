import { existsSync, readFileSync, renameSync } from 'node:fs';
import { settingsSchema, type Settings } from '../../contract/settings';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the settings file holds: the settings, and where the window was. */
export interface Kept {
  readonly settings: Settings;
  readonly bounds: Bounds | null;
  readonly maximized: boolean;
}

/**
 * Moves a settings file that can't be used out of the way, so that nothing of it is lost, and answers its new name.
 * electron-store throws on one, and its own cure wipes it.
 */
export const setAsideCorrupt = (file: string, now: Date): string | null => {
  if (!existsSync(file)) return null;
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) {
      const settings = 'settings' in found ? found.settings : {};
      if (settingsSchema.safeParse(settings).success) return null;
    }
  } catch {
    // not JSON: set aside below
  }
  const aside = `${file}.corrupt-${now.toISOString().replace(/\W/g, '-')}`;
  renameSync(file, aside);
  return aside;
};

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const boundsFrom = (value: unknown): Bounds | null => {
  if (typeof value !== 'object' || value === null) return null;
  if (!('x' in value && 'y' in value && 'width' in value && 'height' in value)) return null;
  const { x, y, width, height } = value;
  return isNumber(x) && isNumber(y) && isNumber(width) && isNumber(height) ? { x, y, width, height } : null;
};

/** Reads what the store holds; whatever is missing is at its default. */
export const keptFrom = (store: Readonly<Record<string, unknown>>): Kept => ({
  settings: settingsSchema.parse(store['settings'] ?? {}),
  bounds: boundsFrom(store['bounds']),
  maximized: store['maximized'] === true,
});
