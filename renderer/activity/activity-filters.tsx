import { useState } from 'react';
import type { Entry, EntryKind } from '../../contract/entry';
import { useSnapshot } from '../store';
import { Choice } from '../ui/choice';
import { kindWords } from '../../contract/words/entry';

export interface Filters {
  readonly component: string | null;
  readonly stage: string | null;
  readonly person: string | null;
  readonly kind: string | null;
}
export const noFilters: Filters = { component: null, stage: null, person: null, kind: null };

interface ActivityFiltersProps {
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
  readonly entries: readonly Entry[];
}

// as: the keys of a record are its keys
const kinds = Object.keys(kindWords) as readonly EntryKind[];

export const ActivityFilters = ({ filters, change, entries }: ActivityFiltersProps) => {
  const components = useSnapshot((snapshot) => snapshot.components.map((component) => component.name));
  const stages = useSnapshot((snapshot) => snapshot.stages.map((stage) => stage.name));
  // Everybody seen so far: a filter narrows the entries, and would narrow its own choices with them.
  const [seen, setSeen] = useState<readonly string[]>([]);
  const news = [...new Set(entries.map((entry) => entry.by.name))].filter((name) => !seen.includes(name));
  if (news.length > 0) setSeen([...seen, ...news].sort((a, b) => a.localeCompare(b)));
  const set = (more: Partial<Filters>) => change({ ...filters, ...more });
  return (
    <>
      <Choice
        label="Component"
        all="every component"
        value={filters.component}
        choices={components}
        pick={(component) => set({ component })}
      />
      <Choice label="Stage" all="every stage" value={filters.stage} choices={stages} pick={(stage) => set({ stage })} />
      <Choice label="Person" all="everybody" value={filters.person} choices={seen} pick={(person) => set({ person })} />
      <Choice
        label="Kind"
        all="every kind"
        value={filters.kind}
        choices={kinds}
        words={kindWords}
        pick={(kind) => set({ kind })}
      />
    </>
  );
};
