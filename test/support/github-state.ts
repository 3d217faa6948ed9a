export interface FakeStatus {
  readonly state: string;
  readonly description?: string;
  readonly log_url?: string;
  readonly environment_url?: string;
}

export interface FakeRun {
  readonly status: string;
  readonly conclusion?: string;
  readonly jobs?: readonly {
    readonly name: string;
    readonly status: string;
    readonly conclusion?: string;
    readonly steps?: readonly { readonly name: string; readonly status: string; readonly conclusion?: string }[];
  }[];
}

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly statuses: (FakeStatus & { readonly id: number })[];
  /** What will be said of it: one more each time somebody looks. */
  readonly plan: FakeStatus[];
}

export interface Run {
  readonly id: number;
  readonly title: string;
  readonly inputs: Record<string, string>;
  readonly plan: FakeRun[];
}

interface Commit {
  readonly sha: string;
  readonly runs: readonly {
    readonly name: string;
    readonly status: string;
    readonly conclusion: string | null;
    readonly at: string;
  }[];
  readonly statuses: readonly { readonly context: string; readonly state: string }[];
}

/** What a GitHub of ours remembers and does; each test sets it up anew. */
export class GithubState {
  ids = 100;
  readonly deployments: Deployment[] = [];
  readonly runs: Run[] = [];
  commits: Commit[] = [];
  reviewers: readonly string[] = [];
  cancelled: number[] = [];
  /** What whoever carries deployments out will say of the next. */
  plan: readonly FakeStatus[] = [{ state: 'success' }];
  /** How the next run of the workflow will go. */
  runPlan: readonly FakeRun[] = [{ status: 'completed', conclusion: 'success' }];
  /** Whether the workflow puts the order into its name, records its deployment, and GitHub says which run it has started. */
  workflow = { named: true, records: true, says: true };
  /** What GitHub makes of the commit it was asked to deploy. */
  deploys = (sha: string): string => sha;
  refusal: { readonly status: number; readonly message: string } | null = null;

  record(
    sha: string,
    environment: string,
    payload: unknown,
    statuses: readonly FakeStatus[],
    plan: readonly FakeStatus[] = [],
  ): Deployment {
    const numbered = [...statuses]
      .reverse()
      .map((status) => ({ ...status, id: (this.ids += 1) }))
      .reverse();
    const deployment = { id: (this.ids += 1), sha, environment, payload, statuses: numbered, plan: [...plan] };
    this.deployments.unshift(deployment);
    return deployment;
  }
}
