import { lazy, Suspense } from 'react';
import { usePlace } from '../location';
import styles from './side-panel.module.css';

const DeploymentPanel = lazy(async () => ({
  default: (await import('../deployment/deployment-panel')).DeploymentPanel,
}));

/** The deployment whose panel is open, beside the screen: the board stays in view. */
export const SidePanel = () => {
  const { deployment } = usePlace();
  if (deployment === null) return null;
  return (
    <div className={styles.side}>
      <Suspense fallback={null}>
        <DeploymentPanel key={deployment} deployment={deployment} />
      </Suspense>
    </div>
  );
};
