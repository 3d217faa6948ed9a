import type { Person } from '../../../contract/commit';
import type { Entry, EntryOf } from '../../../contract/entry';
import type { Incident } from '../../../contract/incident';
import type { Judgement } from '../../../contract/insights';
import type { Note } from '../../../contract/note';
import type { Check } from '../ports';

/** What an environment's ledger says beside its deployments. */
export interface Whole {
  /** Releases that were cut from it, by id, in the order they were cut; the first cut of a set counts. */
  readonly cuts: ReadonlyMap<string, EntryOf<'cut'>>;
  /** Who signed off which box of which release, by release and box; the first to sign counts. */
  readonly signOffs: ReadonlyMap<string, ReadonlyMap<string, Note>>;
  /** By release, as they were edited last. */
  readonly notes: ReadonlyMap<string, Note>;
  /** Who stopped the line and why; null: it runs. */
  readonly line: Note | null;
  /** What people said last of deployments that were mended right away. */
  readonly judged: ReadonlyMap<string, Note & { readonly judgement: Judgement }>;
  /** By id, in the order they were opened. */
  readonly incidents: ReadonlyMap<string, Incident>;
  /** What was left for the next person. */
  readonly handOver: Note | null;
  /** Results that CI has told, by component, then by commit and name; of one that ran again the last counts. */
  readonly checks: ReadonlyMap<string, ReadonlyMap<string, Check>>;
}

/** The same while it is folded. */
export interface WholeFolding {
  readonly cuts: Map<string, EntryOf<'cut'>>;
  readonly signOffs: Map<string, ReadonlyMap<string, Note>>;
  readonly notes: Map<string, Note>;
  line: Note | null;
  readonly judged: Map<string, Note & { readonly judgement: Judgement }>;
  readonly incidents: Map<string, Incident>;
  handOver: Note | null;
  readonly checks: Map<string, Map<string, Check>>;
}

export type WholeKind =
  | 'cut'
  | 'signed-off'
  | 'release-notes'
  | 'line-stopped'
  | 'line-started'
  | 'judged'
  | 'incident-opened'
  | 'incident-closed'
  | 'handed-over'
  | 'checked';

export const startWhole = (): WholeFolding => ({
  cuts: new Map(),
  signOffs: new Map(),
  notes: new Map(),
  line: null,
  judged: new Map(),
  incidents: new Map(),
  handOver: null,
  checks: new Map(),
});

const noted = ({ by, at }: { readonly by: Person; readonly at: string }, reason: string): Note => ({ by, at, reason });

const wholeKinds: Readonly<Record<WholeKind, true> & Partial<Record<Entry['kind'], true>>> = {
  cut: true,
  'signed-off': true,
  'release-notes': true,
  'line-stopped': true,
  'line-started': true,
  judged: true,
  'incident-opened': true,
  'incident-closed': true,
  'handed-over': true,
  checked: true,
};

/** Is it about the environment, and not a step of one component? */
export const isOfWhole = (entry: Entry): entry is EntryOf<WholeKind> => wholeKinds[entry.kind] === true;

/** The line is stopped once and started once: what says so again changes nothing, and an incident is closed by the first fix named. */
export const stepWhole = (whole: WholeFolding, entry: EntryOf<WholeKind>): void => {
  switch (entry.kind) {
    case 'cut':
      if (!whole.cuts.has(entry.release)) whole.cuts.set(entry.release, entry);
      return;
    case 'signed-off': {
      const own = whole.signOffs.get(entry.release);
      if (!own?.has(entry.box))
        whole.signOffs.set(entry.release, new Map([...(own ?? []), [entry.box, noted(entry, entry.note)]]));
      return;
    }
    case 'release-notes':
      whole.notes.set(entry.release, noted(entry, entry.notes));
      return;
    case 'line-stopped':
      whole.line ??= noted(entry, entry.reason);
      return;
    case 'line-started':
      whole.line = null;
      return;
    case 'judged':
      whole.judged.set(entry.deployment, { ...noted(entry, entry.reason), judgement: entry.judgement });
      return;
    case 'incident-opened': {
      if (whole.incidents.has(entry.incident)) return;
      const { incident: id, environment, component, deployment } = entry;
      const opened = noted(entry, entry.title);
      whole.incidents.set(id, { id, environment, component, deployment, opened, closed: null });
      return;
    }
    case 'incident-closed': {
      const open = whole.incidents.get(entry.incident);
      if (!open || open.closed) return;
      whole.incidents.set(open.id, { ...open, closed: { by: entry.by, at: entry.at, fix: entry.fix } });
      return;
    }
    case 'checked': {
      const { commit, name, result, at, url } = entry;
      const own = whole.checks.get(entry.component) ?? new Map<string, Check>();
      whole.checks.set(entry.component, own.set(`${commit} ${name}`, { commit, name, result, at, url }));
      return;
    }
    case 'handed-over':
      whole.handOver = entry.note.trim() === '' ? null : noted(entry, entry.note);
  }
};
