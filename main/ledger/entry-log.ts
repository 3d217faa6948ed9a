import type { Entry, Signature } from '../../contract/entry';

/** What logs that follow one another share. It only ever grows. */
interface Shared {
  readonly entries: Entry[];
  readonly places: Map<string, number>;
  readonly signatures: Map<string, Signature>;
}

/** An entry, and what git says of its signature. */
export interface SignedEntry {
  readonly entry: Entry;
  readonly signature: Signature;
}

/**
 * Entries in order, each once, never changed. A longer log shares what it has in common with the one it was made from, so that adding
 * costs what is added and not what is there: a team's branch grows by one entry at a time for years.
 */
export class EntryLog {
  static readonly empty = new EntryLog({ entries: [], places: new Map(), signatures: new Map() }, 0);
  private view: readonly Entry[] | null = null;

  private constructor(
    private readonly shared: Shared,
    readonly count: number,
  ) {}

  /** The same array as long as it is the same log: folds are remembered by it. */
  get entries(): readonly Entry[] {
    return (this.view ??= this.shared.entries.slice(0, this.count));
  }

  /** Of the entries that are signed, by id. */
  get signatures(): ReadonlyMap<string, Signature> {
    return this.shared.signatures;
  }

  has(id: string): boolean {
    const place = this.shared.places.get(id);
    return place !== undefined && place < this.count;
  }

  /** With these at the end; those that are there already, or twice, count once. */
  plus(more: readonly SignedEntry[]): EntryLog {
    const isOwn = this.count > 0 && this.shared.entries.length === this.count;
    const { entries, places, signatures } = isOwn ? this.shared : this.copy();
    for (const { entry, signature } of more) {
      if (places.has(entry.id)) continue;
      places.set(entry.id, entries.length);
      entries.push(entry);
      if (signature.kind !== 'unsigned') signatures.set(entry.id, signature);
    }
    return new EntryLog({ entries, places, signatures }, entries.length);
  }

  /** For a log that another one has grown from already: an attempt of ours that lost the race. */
  private copy(): Shared {
    const entries = [...this.entries];
    const places = new Map(entries.map((entry, place) => [entry.id, place]));
    return { entries, places, signatures: new Map([...this.signatures].filter(([id]) => places.has(id))) };
  }
}
