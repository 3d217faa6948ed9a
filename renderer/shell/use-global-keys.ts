import { useCallback, useEffect, useState } from 'react';
import { useActs } from '../acts/use-acts';
import { globalKey } from '../keys';
import { parsePlace, useGo } from '../location';
import { useMirrorStore } from '../store';
import { countdownsOf } from './countdowns';

export type Opened = 'palette' | 'help' | 'stop-line';

interface Dialogs {
  readonly opened: Opened | null;
  readonly open: (what: Opened) => void;
  /** Closes this one only: who is done late, as a stop that was answered, must not close what was opened meanwhile. */
  readonly close: (what: Opened) => void;
}

/** Esc belongs first to whatever is open on top of the screen. */
const isOnTop = (target: EventTarget | null): boolean =>
  document.querySelector('dialog[open], [role="menu"], [data-floating-open]') !== null ||
  (target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null);

/** The window's own keys, and which of its dialogs is open. */
export const useGlobalKeys = (): Dialogs => {
  const [opened, open] = useState<Opened | null>(null);
  const close = useCallback((what: Opened) => open((now) => (now === what ? null : now)), []);
  const acts = useActs();
  const mirror = useMirrorStore();
  const go = useGo();
  // An effect: the keyboard is outside of React. Captured, because the board would take Esc for itself while a panel is open.
  useEffect(() => {
    const back = (): boolean => {
      const place = parsePlace(window.location.hash);
      if (place.deployment !== null) go.deployment(null);
      else if (place.screen.at !== 'board') go.board();
      else return false;
      return true;
    };
    const undo = (): boolean => {
      const { snapshot } = mirror.getState();
      const last = snapshot === null ? undefined : countdownsOf(snapshot).at(-1);
      if (last !== undefined) void acts.withdraw(last.deployment);
      return last !== undefined;
    };
    const press = (event: KeyboardEvent): void => {
      const key = globalKey(event);
      if (key === null || event.repeat) return;
      const taken =
        key === 'back'
          ? !isOnTop(event.target) && back()
          : key === 'undo'
            ? undo()
            : (open((now) => (now === key ? null : key)), true);
      if (taken) event.preventDefault();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [acts, mirror, go]);
  return { opened, open, close };
};
