/** A value of a workspace file. */
export type Value = string | readonly string[] | { readonly [key: string]: Value };

export interface FoundComponent {
  readonly name: string;
  /** As the file says it: an address, or a path relative to the file. */
  readonly repository: string;
  readonly path: string | null;
  readonly branch: string | null;
  readonly from: string;
}

/** Where a component runs: the keys of its endpoint there. */
export interface FoundTarget {
  readonly component: FoundComponent;
  /** As whoever runs it calls it: `Production`. */
  readonly environment: string;
  readonly endpoint: { readonly kind: string; readonly [key: string]: Value };
  readonly health: string | null;
  readonly from: string;
}

export interface Findings {
  readonly components: readonly FoundComponent[];
  readonly targets: readonly FoundTarget[];
  /** What was seen and not taken, and why. */
  readonly left: readonly string[];
}

/**
 * Why a text that was found can't stand in a workspace file: there, what is between `${` and `}` is replaced, and by a secret where
 * somebody calls a thing so. null: it can.
 */
export const placeholderIn = (...texts: readonly (string | null)[]): string | null => {
  const found = texts.find((text) => text?.includes('${'));
  return found ? `it is called ${found}, and a workspace file puts something in for \${…}` : null;
};

export const nothing: Findings = { components: [], targets: [], left: [] };

export const together = (findings: readonly Findings[]): Findings => ({
  components: findings.flatMap(({ components }) => components),
  targets: findings.flatMap(({ targets }) => targets),
  left: findings.flatMap(({ left }) => left),
});

/** `git@git.example:shop/web.git` and `https://git.example/shop/web` are one repository. */
const placeOf = (repository: string): string => {
  const [, host, path] =
    /^(?:https?|ssh):\/\/(?:[^/@]*@)?([^/]+)\/(.*)$/.exec(repository) ??
    /^(?:[^/@]*@)?([^/:]+):(.*)$/.exec(repository) ??
    [];
  if (host === undefined || path === undefined) return repository;
  return `${host.toLowerCase()}/${path.replace(/\/$/, '').replace(/\.git$/, '')}`;
};

export const isSameRepository = (one: FoundComponent, other: FoundComponent): boolean =>
  placeOf(one.repository) === placeOf(other.repository);

/** The same for everything that is one component, however it was found. */
export const keyOf = ({ repository, path }: FoundComponent): string => JSON.stringify([placeOf(repository), path]);
