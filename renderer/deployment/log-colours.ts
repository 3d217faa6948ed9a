import type { CSSProperties } from 'react';
import type { LogToken } from './log-lines';

// The log stands on a dark ground in both schemes: ANSI colours were made for it, and every one can be kept legible there.
export const ground: readonly [number, number, number] = [16, 19, 23];
const inkOn = '#e6e8ea';

const palette: Readonly<Record<string, string>> = {
  black: '#8a929c',
  red: '#ff8580',
  green: '#6cd49b',
  yellow: '#e6c15a',
  blue: '#8fb3ff',
  magenta: '#dd9cf0',
  cyan: '#6fd3dc',
  white: '#d5dae0',
  'bright-black': '#9aa3ae',
  'bright-red': '#ffaaa5',
  'bright-green': '#93e8b8',
  'bright-yellow': '#f5d88a',
  'bright-blue': '#b3ccff',
  'bright-magenta': '#ecbff8',
  'bright-cyan': '#9ee7ee',
  'bright-white': '#ffffff',
};

type Rgb = readonly [number, number, number];

const channel = (value: number): number => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
const luminance = ([r, g, b]: Rgb): number => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);

/** WCAG contrast, 1…21. */
export const contrast = (a: Rgb, b: Rgb): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

const parse = (colour: string): Rgb | null => {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(colour);
  const parts = hex === null ? /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour) : hex;
  if (parts === null) return null;
  const [r, g, b] = parts.slice(1).map((part) => (hex === null ? Number(part) : Number.parseInt(part, 16)));
  return [r ?? 0, g ?? 0, b ?? 0];
};

const css = ([r, g, b]: Rgb): string => `rgb(${r}, ${g}, ${b})`;
const towards = (from: Rgb, to: number, share: number): Rgb => {
  const mix = (value: number): number => Math.round(value + (to - value) * share);
  return [mix(from[0]), mix(from[1]), mix(from[2])];
};

/** The colour, or the nearest lighter or darker one that can be read on `on`. */
export const legible = (colour: Rgb, on: Rgb): Rgb => {
  const to = luminance(on) > 0.18 ? 0 : 255;
  for (let share = 0; share < 1; share += 0.05) {
    const tried = towards(colour, to, share);
    if (contrast(tried, on) >= 4.5) return tried;
  }
  return [to, to, to];
};

const named = (name: string | null): Rgb | null => (name === null ? null : parse(palette[name] ?? name));

/** A token's style; whatever the log asks for, it stays legible. */
export const styleOf = (token: LogToken): CSSProperties | undefined => {
  const bg = named(token.bg);
  const fg = named(token.fg) ?? (bg === null && !token.dim ? null : named(inkOn));
  const style: CSSProperties = {
    ...(bg === null ? {} : { backgroundColor: css(bg) }),
    ...(fg === null ? {} : { color: css(legible(token.dim ? towards(fg, 128, 0.35) : fg, bg ?? ground)) }),
    ...(token.bold ? { fontWeight: 700 } : {}),
    ...(token.italic ? { fontStyle: 'italic' } : {}),
    ...(token.underline || token.strike
      ? { textDecoration: [token.underline ? 'underline' : '', token.strike ? 'line-through' : ''].join(' ').trim() }
      : {}),
  };
  return Object.keys(style).length === 0 ? undefined : style;
};
