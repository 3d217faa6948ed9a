import { nameOf } from '../../contract/commit';
import type { Insights, NamedBag } from '../../contract/insights';
import { allEvidenceText, judgementText } from '../../contract/words/bag';
import { counted } from '../../contract/words/counted';
import { JudgeButtons } from '../bags/judge-buttons';
import { useGo } from '../location';
import { Age } from '../ui/age';
import { Aside } from '../ui/aside';
import { FiguresTable } from '../ui/figures-table';
import { Panel } from '../ui/panel';
import { Person } from '../ui/person';
import { Said } from '../ui/said';
import { useOutcome } from '../ui/take-focus';
import styles from './insights.module.css';

interface BagRowsProps {
  readonly caption: string;
  readonly bags: readonly NamedBag[];
  readonly judged: (text: string) => void;
}

const BagRows = ({ caption, bags, judged }: BagRowsProps) => {
  const go = useGo();
  return (
    <FiguresTable
      caption={caption}
      heads={['Component', 'Candidate', 'When', 'Who', 'Evidence', 'Judgement']}
      words={[0, 1, 2, 3, 4, 5]}
      rows={bags.map((bag) => ({
        key: bag.deployment,
        cells: [
          bag.component,
          <button key="go" type="button" className={styles.link} onClick={() => go.deployment(bag.deployment)}>
            {nameOf(bag)}
          </button>,
          <Age key="age" at={bag.at} suffix="ago" />,
          <Person key="who" of={bag.by} full />,
          allEvidenceText(bag),
          <div key="judge" className={styles.judgement}>
            {bag.judged === null ? null : (
              <span className={styles.said}>
                {judgementText(bag)}, <Age at={bag.judged.at} suffix="ago" />
              </span>
            )}
            <JudgeButtons bag={bag} judged={judged} />
          </div>,
        ],
      }))}
    />
  );
};

/** What had to be mended right away, and what people say of it; what they dismissed is below, and in no figure. */
export const BagTable = ({ bags, dismissed }: Pick<Insights, 'bags' | 'dismissed'>) => {
  // A row that is judged goes to the other table, and its buttons with it.
  const { place, said, say } = useOutcome();
  return (
    <Panel title="Brown-paper-bag releases" about="Rolled back, reverted or fixed right away, with the evidence." wide>
      <div ref={place} className={styles.place} tabIndex={-1}>
        <Said>{said}</Said>
        {bags.length === 0 ? (
          <Aside>None in this span.</Aside>
        ) : (
          <BagRows caption="Brown-paper-bag releases, newest first" bags={bags} judged={say} />
        )}
        {dismissed.length === 0 ? null : (
          <details className={styles.dismissed}>
            <summary>{counted(dismissed.length, 'dismissed', 'dismissed')}</summary>
            <BagRows caption="Dismissed, newest first" bags={dismissed} judged={say} />
          </details>
        )}
      </div>
    </Panel>
  );
};
