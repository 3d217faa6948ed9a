import { useMirror } from '../store';
import { Fact, Section } from './section';
import styles from './settings-page.module.css';

export const About = () => {
  const runtime = useMirror((mirror) => mirror.runtime);
  if (runtime === null) return null;
  return (
    <Section title="About">
      <dl className={styles.facts}>
        <Fact name="Humdrum">{runtime.version}</Fact>
        <Fact name="Electron">
          {runtime.electron}
          {runtime.development ? <span className={styles.note}>for development and tests only</span> : null}
        </Fact>
        <Fact name="Sandbox">{runtime.sandboxed ? 'on' : 'off, because it was started as root'}</Fact>
      </dl>
    </Section>
  );
};
