import { useEffect } from 'react';

/** Enter that is held is one press: what that press opened stands under the finger, and the repeats would send it. */
export const useOnePress = (): void => {
  // An effect: the keyboard is outside of React. Captured, so that no form, button or list hears of a repeat.
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // In a text of several lines it is an empty line more.
      if (event.key !== 'Enter' || !event.repeat || event.target instanceof HTMLTextAreaElement) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
};
