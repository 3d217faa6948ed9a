import type { Failure } from './failure';

/** `address`: a whole URL; `host`: one that several addresses lead to. */
export type ResourceKind = 'pool' | 'database' | 'queue' | 'host' | 'address' | 'credential';

/** Where an environment uses something: said by the workspace file or by a component's effective configuration. */
export interface Use {
  readonly environment: string;
  /** `catalog: DATABASE_URL in config/production.yml`, `pools`. */
  readonly where: string;
}

/** Something that two environments or more use. */
export interface SharedResource {
  readonly kind: ResourceKind;
  /** What it is called; a credential by its name or its fingerprint, never its value. */
  readonly name: string;
  readonly environments: readonly string[];
  readonly uses: readonly Use[];
  /** The last stage's environment is among them. */
  readonly production: boolean;
  /** Why it may be shared, as the workspace file says; null: nobody has accepted it. */
  readonly accepted: string | null;
}

export interface IsolationReport {
  /** What is shared and nobody has accepted first, production's before the others'. */
  readonly shared: readonly SharedResource[];
  readonly environments: readonly { readonly name: string; readonly resources: number; readonly own: number }[];
  /** Configuration that could not be read: what it uses is not in the report. */
  readonly unread: readonly { readonly component: string; readonly environment: string; readonly failure: Failure }[];
}
