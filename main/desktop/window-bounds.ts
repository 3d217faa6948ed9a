import type { Bounds } from './settings-file';

export const minimum = { width: 900, height: 600 } as const;
const usual = { width: 1360, height: 860 } as const;

/** How much of a window must lie on some screen for it to be found again, in pixels each way. */
const grip = 120;

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

/** Where the window was, unless that screen is gone; else its usual size, and wherever the desktop puts it. */
export const placeWindow = (
  remembered: Bounds | null,
  screens: readonly Bounds[],
): Partial<Bounds> & { readonly width: number; readonly height: number } => {
  if (remembered === null) return usual;
  const width = Math.max(Math.round(remembered.width), minimum.width);
  const height = Math.max(Math.round(remembered.height), minimum.height);
  const [x, y] = [Math.round(remembered.x), Math.round(remembered.y)];
  const found = screens.some(
    (screen) =>
      overlap(x, width, screen.x, screen.width) >= grip && overlap(y, height, screen.y, screen.height) >= grip,
  );
  return found ? { x, y, width, height } : { width, height };
};
