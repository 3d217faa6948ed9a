export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const units = [
  { word: 's', ms: 1000, until: minuteMs },
  { word: 'min', ms: minuteMs, until: hourMs },
  { word: 'h', ms: hourMs, until: 2 * dayMs },
  { word: 'd', ms: dayMs, until: 60 * dayMs },
  { word: 'wk', ms: 7 * dayMs, until: 730 * dayMs },
  { word: 'y', ms: 365 * dayMs, until: Infinity },
];

type Said = (span: number, unit: number) => number;

/** `ms` in the unit people would use for it. */
const inWords = (ms: number, said: Said): string => {
  const span = Math.max(0, ms);
  const unit = units.find(({ until }) => span < until);
  return unit ? `${said(span, unit.ms)} ${unit.word}` : '?';
};

/** Whole from ten on, else with one decimal. Multiplied before it is divided: 1.1 × 10 is 11.000000000000002. */
const tenths =
  (rounded: (many: number) => number): Said =>
  (span, unit) =>
    span >= 10 * unit ? rounded(span / unit) : rounded((span * 10) / unit) / 10;

/** Of an age: `6 s`, `4 min`, `9 h`, `2 d`, `5 wk`, `3 y`. Never rounds up: it is at least that old. */
export const spanText = (ms: number): string => inWords(ms, (span, unit) => Math.floor(span / unit));

/** Of a measured span: `40 s`, `12 min`, `3.5 h`, `4.2 d`. */
export const measuredText = (ms: number): string => inWords(ms, tenths(Math.round));

/** Of a wait: `1 min`, `40 min`, `1.5 h`. Never rounds down: it is over by then. */
export const leftText = (ms: number): string => inWords(Math.max(minuteMs, ms), tenths(Math.ceil));
