import type { Settings } from '../../contract/settings';
import { useClient } from '../client';
import { useMirror } from '../store';
import { Section } from './section';
import styles from './settings-page.module.css';
import { useAsk } from './use-ask';

const looks: readonly { readonly value: Settings['appearance']; readonly label: string }[] = [
  { value: 'system', label: 'As the desktop' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export const Appearance = () => {
  const client = useClient();
  const settings = useMirror((mirror) => mirror.settings);
  const { ask, problem } = useAsk();
  const set = (patch: Partial<Settings>): void => ask(async () => void (await client.host.settings.set(patch)));
  return (
    <Section title="Appearance and notifications">
      <fieldset className={styles.looks}>
        <legend className="visually-hidden">Appearance</legend>
        {looks.map(({ value, label }) => (
          <label key={value} className={styles.look}>
            <input
              type="radio"
              name="appearance"
              checked={(settings?.appearance ?? 'system') === value}
              onChange={() => set({ appearance: value })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={settings?.notifications ?? true}
          onChange={(event) => set({ notifications: event.target.checked })}
        />
        <span>
          Tell me when a deployment ends while the window is not in front
          <span className={styles.note}>What needs a person is told always, in the window.</span>
        </span>
      </label>
      {problem}
    </Section>
  );
};
