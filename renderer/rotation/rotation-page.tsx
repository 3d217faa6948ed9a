import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Rotation } from '../../contract/rotation';
import { turnText } from '../../contract/words/rotation';
import { useOrpc } from '../client';
import { useLastGood } from '../last-good';
import { useSnapshot } from '../store';
import { Age } from '../ui/age';
import { AnswerNote } from '../ui/answer-note';
import { EmptyState } from '../ui/empty-state';
import { LeftOut } from '../ui/left-out';
import { FiguresTable } from '../ui/figures-table';
import { Page } from '../ui/page';
import { Panel } from '../ui/panel';
import { Person } from '../ui/person';
import { HandOverForm } from './hand-over-form';
import { HandOverNote } from './hand-over-note';
import { NextTurn } from './next-turn';
import styles from './rotation.module.css';

const lookAgainMs = 60_000;

const Turns = ({ rotation: { stage, turns } }: { readonly rotation: Rotation }) => {
  const me = useSnapshot((snapshot) => snapshot.me.email.toLowerCase());
  return (
    <Panel title="Turns" about="Longest ago first; those who are away stand at the end. Nobody is kept from promoting.">
      <FiguresTable
        caption="Turns, in their order"
        heads={[
          'Person',
          `Last to ${stage}`,
          'Practised',
          'Where they stand',
          `Promotions to ${stage}`,
          'Changes waiting',
        ]}
        words={[0, 1, 2, 3]}
        rows={turns.map((turn) => ({
          key: turn.person.email,
          cells: [
            <span key="who">
              <Person of={turn.person} full />
              {turn.person.email.toLowerCase() === me ? <span className={styles.you}>you</span> : null}
            </span>,
            <Age key="last" at={turn.last} suffix="ago" />,
            <Age key="practised" at={turn.practised} suffix="ago" />,
            turnText(turn, stage),
            turn.promotions,
            turn.waiting,
          ],
        }))}
      />
    </Panel>
  );
};

const Read = ({ rotation }: { readonly rotation: Rotation }) => (
  <>
    {rotation.handOver === null ? null : <HandOverNote note={rotation.handOver} />}
    {rotation.turns.length === 0 ? (
      <EmptyState title="Nobody takes turns yet" icon={<IconUsers size={34} stroke={1.3} />}>
        Name the team under <code>people</code> in the workspace file, or promote something: whoever does is here.
      </EmptyState>
    ) : (
      <>
        <NextTurn rotation={rotation} />
        <Turns rotation={rotation} />
      </>
    )}
    <HandOverForm note={rotation.handOver} />
    {rotation.unread.map(({ component, failure }) => (
      <LeftOut key={component} label={`Waiting changes of ${component}`} failure={failure}>
        {`The waiting changes of ${component} are in nobody’s count:`}
      </LeftOut>
    ))}
  </>
);

/** Whose turn it is to promote to the last stage. */
export const RotationPage = () => {
  const orpc = useOrpc();
  const query = useQuery(orpc.rotation.queryOptions({ refetchInterval: lookAgainMs }));
  const rotation = useLastGood(query)?.value ?? null;
  return (
    <Page
      title="Rotation"
      about={
        <>
          Who promotes to the last stage takes turns, so that everybody can. By the ledger, git, and <code>people</code>{' '}
          in the workspace file.
        </>
      }
    >
      <AnswerNote of={query} reading="Reading ledger and git…" />
      {rotation === null ? null : <Read rotation={rotation} />}
    </Page>
  );
};
