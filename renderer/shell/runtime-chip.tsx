import { useMirror } from '../store';
import { HealthMark } from '../ui/health-mark';
import styles from './runtime-chip.module.css';

/** Says so where the window does not run in what people are meant to run it in. */
export const RuntimeChip = () => {
  const runtime = useMirror((mirror) => mirror.runtime);
  if (runtime === null || (!runtime.development && runtime.sandboxed)) return null;
  const short = runtime.development
    ? runtime.sandboxed
      ? 'development runtime'
      : 'development runtime, no sandbox'
    : 'no sandbox';
  const long = [
    ...(runtime.development ? [`Electron ${runtime.electron} is a runtime for development and tests only.`] : []),
    ...(runtime.sandboxed ? [] : ['The page runs without Chromium’s sandbox, because it was started as root.']),
  ].join(' ');
  return (
    <span className={styles.chip} role="status" title={long}>
      <HealthMark tone="warn" text={short} labelled />
    </span>
  );
};
