import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useSnapshot } from '../store';
import { Dialog } from '../ui/dialog';
import { Key } from '../ui/key';
import { commandsOf, isUnasked, type Command } from './commands';
import { rank } from './fuzzy';
import styles from './palette.module.css';
import { PaletteRow } from './palette-row';
import { useHands } from './use-hands';

interface PaletteProps {
  readonly opened: boolean;
  readonly close: () => void;
  readonly openHelp: () => void;
  readonly openStopLine: () => void;
}

const most = 60;

const steps: Readonly<Record<string, (at: number, many: number) => number>> = {
  ArrowDown: (at, many) => (at + 1) % many,
  ArrowUp: (at, many) => (at <= 0 ? many - 1 : at - 1),
  PageDown: (at, many) => Math.min(many - 1, at + 8),
  PageUp: (at) => Math.max(0, at - 8),
  Home: () => 0,
  End: (_, many) => many - 1,
};

/** No two commands of a kind are called the same. */
const keyOf = ({ kind, name }: Command): string => `${kind} ${name}`;

const Finder = ({ close, openHelp, openStopLine }: Omit<PaletteProps, 'opened'>) => {
  const snapshot = useSnapshot((whole) => whole);
  const hands = useHands(openHelp, openStopLine);
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query);
  // By its key, not by its place: a snapshot that comes between the arrow and Enter puts another act there.
  const [picked, setPicked] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const commands = useMemo(() => commandsOf(snapshot, hands), [snapshot, hands]);
  const found = useMemo(() => rank(asked, commands, (command) => command.name, most), [asked, commands]);
  const first = found[0]?.thing;
  const chosen =
    picked === null
      ? first === undefined || isUnasked(first, asked)
        ? -1
        : 0
      : found.findIndex(({ thing }) => keyOf(thing) === picked);
  // An effect: what is chosen by keys has to be in view, which only the page knows.
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (command: Command): void => {
    close();
    command.run();
  };
  /** What Enter means: who types faster than the list is drawn means what was typed, not what is still on screen. */
  const pick = (): Command | undefined => {
    if (query === asked) return found[chosen]?.thing;
    const best = rank(query, commands, (command) => command.name, 1)[0]?.thing;
    return best !== undefined && isUnasked(best, query) ? undefined : best;
  };
  const press = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const meant = event.key === 'Enter' ? pick() : undefined;
    const next = step === undefined ? undefined : found[step(chosen, found.length)]?.thing;
    if (meant !== undefined && !event.nativeEvent.isComposing) run(meant);
    else if (next !== undefined && !(event.shiftKey || event.altKey)) setPicked(keyOf(next));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <label className={styles.field}>
        <IconSearch size={17} aria-hidden />
        <span className="visually-hidden">Find or do anything</span>
        <input
          className={styles.input}
          value={query}
          placeholder="A component, a version, a stage, or what to do"
          spellCheck={false}
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
          onChange={(event) => {
            setQuery(event.target.value);
            setPicked(null);
          }}
          onKeyDown={press}
        />
        <Key keys="Esc" />
      </label>
      <ul ref={list} id={id} className={styles.list} role="listbox" aria-label="Found">
        {found.map(({ thing, at: letters }, place) => (
          <PaletteRow
            key={keyOf(thing)}
            id={`${id}-${place}`}
            command={thing}
            letters={letters}
            selected={place === chosen}
            run={() => run(thing)}
            point={() => setPicked(keyOf(thing))}
          />
        ))}
      </ul>
      {found.length === 0 ? <p className={styles.none}>Nothing is called like that.</p> : null}
    </>
  );
};

/** Every command and every component, environment and candidate, by fuzzy name. */
export const Palette = ({ opened, ...rest }: PaletteProps) => (
  <Dialog label="Command palette" opened={opened} close={rest.close} place="high">
    <Finder {...rest} />
  </Dialog>
);
