import {
  IconArrowBackUp,
  IconArrowRight,
  IconBox,
  IconCommand,
  IconGitCommit,
  IconGitCompare,
  IconHandStop,
  IconPlayerPlay,
  IconPlayerTrackNext,
  type Icon,
} from '@tabler/icons-react';
import type { Command, CommandKind } from './commands';
import { cut } from './fuzzy';
import styles from './palette.module.css';

const kinds: Readonly<Record<CommandKind, { readonly icon: Icon; readonly word: string }>> = {
  go: { icon: IconArrowRight, word: 'go to' },
  component: { icon: IconBox, word: 'component' },
  compare: { icon: IconGitCompare, word: 'compare' },
  promote: { icon: IconPlayerPlay, word: 'promote' },
  rollback: { icon: IconArrowBackUp, word: 'roll back' },
  stop: { icon: IconHandStop, word: 'stop' },
  start: { icon: IconPlayerTrackNext, word: 'start' },
  candidate: { icon: IconGitCommit, word: 'candidate' },
  do: { icon: IconCommand, word: 'do' },
};

/** The name with the letters that were matched set off. */
const Marked = ({ name, letters }: { readonly name: string; readonly letters: readonly number[] }) =>
  cut(name, letters).map(({ text, hit, from }) => (hit ? <mark key={from}>{text}</mark> : text));

interface PaletteRowProps {
  readonly id: string;
  readonly command: Command;
  readonly letters: readonly number[];
  readonly selected: boolean;
  readonly run: () => void;
  readonly point: () => void;
}

export const PaletteRow = ({ id, command, letters, selected, run, point }: PaletteRowProps) => {
  const { icon: Mark, word } = kinds[command.kind];
  return (
    // The keyboard is the field's, as a combobox has it; the pointer presses the row.
    <li
      id={id}
      role="option"
      aria-selected={selected}
      className={styles.row}
      data-kind={command.kind}
      onClick={run}
      onPointerMove={selected ? undefined : point}
    >
      <Mark size={16} stroke={1.7} aria-hidden />
      <span className={styles.name}>
        <Marked name={command.name} letters={letters} />
      </span>
      <span className={styles.hint}>{command.hint}</span>
      <span className={styles.kind}>{word}</span>
    </li>
  );
};
