import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ComponentView } from '../../contract/snapshot';
import { useOrpc } from '../client';
import { useGo } from '../location';
import { useComponent } from '../store';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { FailureNote } from '../ui/failure-note';
import { CandidateCard } from './candidate-card';
import { CandidateList } from './candidate-list';
import { FunnelPicture } from './funnel-picture';
import { placesOf } from './places';
import { stampOf } from './stamp';
import { Timeline } from './timeline';
import styles from './component-page.module.css';

/** One component: its funnel, its candidates, and what was deployed where. */
export const ComponentPage = ({ name }: { readonly name: string }) => {
  const view = useComponent(name);
  const go = useGo();
  if (view === undefined) {
    return (
      <EmptyState title={`There is no component ${name}`}>
        <p>The workspace file does not name it.</p>
        <Button onClick={go.board}>To the board</Button>
      </EmptyState>
    );
  }
  return <KnownComponent view={view} />;
};

const KnownComponent = ({ view }: { readonly view: ComponentView }) => {
  const orpc = useOrpc();
  const go = useGo();
  const [selected, setSelected] = useState<string | null>(null);
  const input = { component: view.name };
  const query = useQuery({
    ...orpc.history.queryOptions({ input }),
    queryKey: [...orpc.history.queryKey({ input }), stampOf(view)],
    placeholderData: keepPreviousData,
  });
  const history = query.data?.ok === true ? query.data.value : null;
  const places = useMemo(() => placesOf(view, history?.candidates ?? []), [view, history]);
  const marks = places.flatMap((step) => step.places);
  const place = marks.find((mark) => mark.key === selected) ?? null;
  const failures = [
    view.mirror.problem,
    view.checksProblem,
    history?.problem ?? null,
    query.data?.ok === false ? query.data.failure : null,
  ].filter((failure) => failure !== null);
  const last = view.cells.at(-1);
  const before = view.cells.at(-2);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{view.name}</h1>
        <span className={styles.repository}>{view.repository}</span>
        {last === undefined || before === undefined ? null : (
          <Button onClick={() => go.compare(last.stage, before.stage, view.name)}>
            Compare {last.stage} with {before.stage}
          </Button>
        )}
      </header>
      {view.mirror.state === 'cloning' ? (
        <p className={styles.hint} role="status">
          Reading the repository for the first time. The numbers come when it is here.
        </p>
      ) : null}
      {failures.map((failure) => (
        <FailureNote key={failure.kind} failure={failure} />
      ))}
      <FunnelPicture
        view={view}
        places={places}
        selected={selected}
        onSelect={(chosen) => setSelected(chosen.key === selected ? null : chosen.key)}
      />
      <CandidateList places={marks} selected={selected} onSelect={(chosen) => setSelected(chosen.key)} />
      {place === null ? (
        <p className={styles.hint}>Select a mark to see the candidate, its checks, and where it may go.</p>
      ) : (
        <CandidateCard view={view} place={place} />
      )}
      {history === null ? (
        <p className={styles.hint} role="status">
          {query.isPending ? 'Reading the history…' : 'The history can’t be told.'}
        </p>
      ) : (
        <Timeline component={view.name} told={history} stages={view.cells.map((cell) => cell.stage)} />
      )}
    </div>
  );
};
