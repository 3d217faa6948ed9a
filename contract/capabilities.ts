import type { EndpointConfig, EndpointKind } from './endpoint';
import { findsBy } from './endpoint-kinds/http';

/** What an endpoint of a kind can do, so that nobody has to find out in production. */
export interface Capabilities {
  /** The same order twice is one deployment there. */
  readonly idempotent: boolean;
  /** Can say whether it ever received an order. */
  readonly finds: boolean;
  /** Can be told to stop once it takes too long. */
  readonly cancels: boolean;
  /** Says more than a receipt while it works: output, steps, states. */
  readonly tells: boolean;
  /** How it is known what runs: it says the commit itself, or it is read from the name of what runs. */
  readonly names: 'commit' | 'name';
  /** Held against the real system, or against the vendor’s description of it. */
  readonly proven: 'real' | 'contract' | 'documentation';
}

/** What each kind was held against; docs/endpoints.md says which versions. */
export const provenBy: Readonly<Record<EndpointKind, Capabilities['proven']>> = {
  local: 'real',
  'git-branch': 'real',
  'git-file': 'real',
  http: 'real',
  command: 'real',
  'oci-tag': 'real',
  'docker-swarm': 'real',
  github: 'contract',
  gitlab: 'documentation',
  kubernetes: 'contract',
  'argo-cd': 'documentation',
};

/** By kind, and by what the workspace file says of this one. */
export const capabilitiesOf = (endpoint: EndpointConfig): Capabilities => {
  const proven = provenBy[endpoint.kind];
  const base = { idempotent: true, finds: true, cancels: false, tells: true, names: 'commit', proven } as const;
  switch (endpoint.kind) {
    case 'local':
      return base;
    case 'git-branch':
      return base;
    case 'git-file':
      return base;
    case 'http':
      return {
        ...base,
        // Every order carries an Idempotency-Key; whether it is honoured is not ours to say.
        idempotent: false,
        finds: findsBy(endpoint),
        cancels: endpoint.cancel !== undefined,
        tells: endpoint.status !== undefined || endpoint.log !== undefined,
      };
    case 'command':
      return { ...base, idempotent: false, finds: endpoint.find !== undefined, cancels: true };
    case 'oci-tag':
      return { ...base, tells: false };
    case 'docker-swarm':
    case 'kubernetes':
      return { ...base, names: 'name' };
    case 'github':
      return { ...base, idempotent: false, cancels: endpoint.workflow !== undefined };
    case 'gitlab':
      return { ...base, idempotent: false, cancels: true };
    case 'argo-cd':
      // A second sync to the same commit runs its hooks again.
      return { ...base, idempotent: false, cancels: true };
  }
};
