import styles from './choice.module.css';

interface ChoiceProps {
  readonly label: string;
  /** What stands for no choice. */
  readonly all: string;
  readonly value: string | null;
  readonly choices: readonly string[];
  readonly words?: Readonly<Record<string, string>>;
  readonly pick: (value: string | null) => void;
}

/** One of several, or all of them. */
export const Choice = ({ label, all, value, choices, words, pick }: ChoiceProps) => (
  <select
    className={styles.choice}
    aria-label={label}
    data-set={value !== null}
    value={value ?? ''}
    onChange={(event) => pick(event.target.value === '' ? null : event.target.value)}
  >
    <option value="">{all}</option>
    {choices.map((choice) => (
      <option key={choice} value={choice}>
        {words?.[choice] ?? choice}
      </option>
    ))}
  </select>
);
