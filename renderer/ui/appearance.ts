import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useMirror } from '../store';

/** Where the last appearance is remembered, so that the next window begins in it. The setting itself lives in main. */
export const rememberedAppearance = 'humdrum-appearance';

/** Colours the page before anything is drawn: no flash of the other scheme. */
export const startInRememberedAppearance = (): void => {
  const remembered = window.localStorage.getItem(rememberedAppearance);
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const scheme = remembered === 'light' || remembered === 'dark' ? remembered : dark ? 'dark' : 'light';
  document.documentElement.dataset['mantineColorScheme'] = scheme;
};

/** Follows the setting. An effect, because Mantine keeps the scheme on the document, outside of React. */
export const useAppearance = (): void => {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const appearance = useMirror(({ settings }) => settings?.appearance ?? null);
  useEffect(() => {
    if (appearance !== null) setColorScheme(appearance === 'system' ? 'auto' : appearance);
  }, [appearance, setColorScheme]);
};
