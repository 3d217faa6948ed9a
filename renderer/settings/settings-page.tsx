import { useSnapshot } from '../store';
import { About } from './about';
import { Appearance } from './appearance';
import { Demo } from './demo';
import { Endpoints } from './endpoints';
import { People } from './people';
import { Secrets } from './secrets';
import styles from './settings-page.module.css';
import { WorkspaceFile } from './workspace-file';

export const SettingsPage = () => {
  const demo = useSnapshot((snapshot) => snapshot.workspace.demo);
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <h2 className={styles.title}>Settings</h2>
        <WorkspaceFile />
        <People />
        <Endpoints />
        <Secrets />
        <Appearance />
        {demo ? <Demo /> : null}
        <About />
      </div>
    </div>
  );
};
