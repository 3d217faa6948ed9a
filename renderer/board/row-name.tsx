import { explain } from '../../contract/explain';
import type { ComponentView } from '../../contract/snapshot';
import { useGo } from '../location';
import { Age } from '../ui/age';
import { HealthMark } from '../ui/health-mark';
import { useShow } from './show';
import styles from './row-name.module.css';

const Note = ({ component }: { readonly component: ComponentView }) => {
  const show = useShow();
  const { mirror, checksProblem, name } = component;
  const problem = mirror.problem ?? checksProblem;
  if (problem !== null)
    return (
      <button
        type="button"
        className={styles.problem}
        tabIndex={-1}
        aria-haspopup="dialog"
        onClick={(event) => show(event.currentTarget, { about: 'row', component: name })}
      >
        <HealthMark tone="warn" text="" />
        <span>{explain(problem).title}</span>
      </button>
    );
  if (mirror.state === 'cloning') return <span className={styles.sub}>cloning…</span>;
  return (
    <span className={styles.sub}>
      read <Age at={mirror.readAt} />
    </span>
  );
};

/** The row's name opens its page; below it, how fresh the row is or what is wrong with it. */
export const RowName = ({ component }: { readonly component: ComponentView }) => {
  const go = useGo();
  return (
    <div role="rowheader" className={styles.name} aria-colindex={1}>
      <button
        type="button"
        className={styles.open}
        tabIndex={-1}
        title={component.repository}
        onClick={() => go.component(component.name)}
      >
        {component.name}
      </button>
      <Note component={component} />
    </div>
  );
};
