import { counted } from '../../contract/words/counted';
import { IconSearch } from '@tabler/icons-react';
import { bindings } from '../keys';
import { useSnapshot } from '../store';
import { Key } from '../ui/key';
import { keysHere } from '../ui/platform';
import styles from './header.module.css';
import { ReadAge } from './read-age';
import { RuntimeChip } from './runtime-chip';

export const Header = ({ openPalette }: { readonly openPalette: () => void }) => {
  const workspace = useSnapshot((snapshot) => snapshot.workspace);
  const [components, environments] = useSnapshot((snapshot) => [
    snapshot.components.length,
    new Set(snapshot.stages.map((stage) => stage.environment)).size,
  ]);
  return (
    <header className={styles.header}>
      <h1 className={styles.name} title={workspace.file}>
        {workspace.name}
      </h1>
      {workspace.demo ? <span className={styles.demo}>demo</span> : null}
      <span className={styles.counts}>
        {counted(components, 'component')} · {counted(environments, 'environment')}
      </span>
      <span className={styles.grow} />
      <RuntimeChip />
      <ReadAge />
      <button type="button" className={styles.search} onClick={openPalette}>
        <IconSearch size={14} aria-hidden />
        <span className={styles.grow}>Find or do anything</span>
        <Key keys={keysHere(bindings.palette.keys)} />
      </button>
    </header>
  );
};
