import Anser from 'anser';

/** A stretch of a log line in one style. `fg` and `bg`: a palette name (`red`, `bright-red`), `rgb(r, g, b)`, or null. */
export interface LogToken {
  readonly text: string;
  readonly fg: string | null;
  readonly bg: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
}

/** A finished line as it came, and the colours (SGR codes) that were on when it began. */
export interface LogLine {
  readonly raw: string;
  readonly carried: string;
}

export interface LogBuffer {
  readonly lines: readonly LogLine[];
  /** What has come of the line that is not finished yet. */
  readonly open: LogLine;
  /** Lines that were let go of at the top. */
  readonly dropped: number;
}

const longestLine = 20_000;
/** Older lines are let go of: the file on disk keeps everything that the engine kept. */
export const mostLines = 100_000;

export const emptyLog: LogBuffer = { lines: [], open: { raw: '', carried: '' }, dropped: 0 };

// What a terminal would obey and a page must not: cursor moves, titles, clipboard writes, links, device queries, bidi overrides.
// 8-bit C1 forms (U+0080…U+009F) are as good as ESC for a terminal.
const stringSequence = /(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)?/g; // oxlint-disable-line no-control-regex
const controlSequence = /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~]|$|(?=[^ -~]))/g; // oxlint-disable-line no-control-regex
const otherEscape = /\x1b(?!\[[0-9;]*m)[ -/]*[0-~]?/g; // oxlint-disable-line no-control-regex
const control = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g; // oxlint-disable-line no-control-regex
const colourCodes = /\x1b\[[0-9;]*m/g; // oxlint-disable-line no-control-regex

/** The line with nothing left in it but text, tabs and colour codes. A carriage return starts the line over, as a progress bar means it. */
export const cleanLine = (raw: string): string => {
  const cut = raw.length > longestLine ? `${raw.slice(0, longestLine)}…` : raw;
  const drawn = cut.replace(/\r+$/, '');
  return drawn
    .slice(drawn.lastIndexOf('\r') + 1)
    .replace(stringSequence, '')
    .replace(controlSequence, (_whole, parameters: string, final: string) =>
      final === 'm' && /^[0-9;:]*$/.test(parameters) ? `\x1b[${parameters.replaceAll(':', ';')}m` : '',
    )
    .replace(otherEscape, '')
    .replace(control, '');
};

/** Codes that are on after the line; bounded, and empty after a reset. */
const carriedAfter = (line: LogLine): string => {
  const codes = `${line.carried}${cleanLine(line.raw)}`.match(colourCodes) ?? [];
  const carried = codes.reduce<string[]>((on, code) => (/\[0*;?m$/.test(code) ? [] : [...on.slice(-15), code]), []);
  return carried.join('');
};

/** The log with the next piece: pieces may end anywhere, in the middle of a code too. */
export const appendLog = (log: LogBuffer, piece: string): LogBuffer => {
  const parts = piece.split('\n');
  const last = parts.pop() ?? '';
  if (parts.length === 0)
    return { ...log, open: { ...log.open, raw: `${log.open.raw}${last}`.slice(-4 * longestLine) } };
  const lines = [...log.lines];
  let open = log.open;
  for (const part of parts) {
    const line = { raw: `${open.raw}${part}`.slice(0, 4 * longestLine), carried: open.carried };
    lines.push(line);
    open = { raw: '', carried: carriedAfter(line) };
  }
  const over = Math.max(0, lines.length - mostLines);
  return { lines: over > 0 ? lines.slice(over) : lines, open: { ...open, raw: last }, dropped: log.dropped + over };
};

const plainStyle = { fg: null, bg: null, bold: false, dim: false, italic: false, underline: false, strike: false };

const named = (name: string | null, truecolor: string | null): string | null => {
  if (name === null) return null;
  if (name === 'ansi-truecolor') return truecolor === null ? null : `rgb(${truecolor})`;
  const palette = /^ansi-palette-(\d+)$/.exec(name);
  return palette === null ? name.replace(/^ansi-/, '') : paletteColour(Number(palette[1]));
};

const grey = (level: number): string => `rgb(${level}, ${level}, ${level})`;
const cubeLevel = (step: number): number => (step === 0 ? 0 : 55 + step * 40);

/** xterm's 256 colours from 16 on: a 6×6×6 cube, then 24 greys. */
const paletteColour = (n: number): string | null => {
  if (n < 16 || n > 255) return null;
  if (n >= 232) return grey(8 + (n - 232) * 10);
  const cube = n - 16;
  const steps = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return `rgb(${steps.map(cubeLevel).join(', ')})`;
};

/** The line's tokens. Only text: nothing in it is ever markup. Hidden text is shown: a log has nothing to hide. */
export const logTokens = (line: LogLine): readonly LogToken[] => {
  const anser = new Anser();
  const [first = '', ...coloured] = `${line.carried}${cleanLine(line.raw)}`.split('\x1b[');
  const plain: LogToken = { text: first, ...plainStyle };
  // One chunk at a time: Anser hands out its own list of decorations and goes on changing it.
  const rest = coloured.map((chunk): LogToken => {
    const entry = anser.processChunkJson(chunk, { json: true, use_classes: true }, true);
    const has = (name: (typeof entry.decorations)[number]): boolean => entry.decorations.includes(name);
    const fg = named(entry.fg, entry.fg_truecolor);
    const bg = named(entry.bg, entry.bg_truecolor);
    return {
      text: entry.content,
      fg: has('reverse') ? (bg ?? 'black') : fg,
      bg: has('reverse') ? (fg ?? 'white') : bg,
      bold: has('bold'),
      dim: has('dim'),
      italic: has('italic'),
      underline: has('underline'),
      strike: has('strikethrough'),
    };
  });
  return [plain, ...rest].filter((token) => token.text !== '');
};

/** The line as plain text, for copying. */
export const logText = (line: LogLine): string => cleanLine(line.raw).replace(colourCodes, '');
