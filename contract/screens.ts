/** Screens that are one place each, by the first part of their links. */
export const plainScreens = [
  'activity',
  'agreement',
  'insights',
  'isolation',
  'new-workspace',
  'releases',
  'rotation',
  'settings',
] as const;
export type PlainScreen = (typeof plainScreens)[number];

/** Every screen that a link may select, such as `humdrum://compare/staging/production`. */
export const screens = ['board', 'component', 'compare', ...plainScreens] as const;

export const isPlainScreen = (word: string | undefined): word is PlainScreen =>
  plainScreens.some((screen) => screen === word);
