import { z } from 'zod';
import type { Seen } from './endpoint-http';

interface FakeOperation {
  readonly id: string | null;
  readonly revision: string;
  readonly username: string;
}

/** An application of Argo CD that remembers, one step a look: begun, applied, reconciled, healthy. */
export interface FakeArgo {
  token: string;
  /** What is asked for and not ended. */
  operation: FakeOperation | null;
  state: {
    operation: FakeOperation;
    phase: string;
    message: string;
    finishedAt: string | null;
    applied: boolean;
  } | null;
  history: string[];
  /** Revision the target (`main`) points to. */
  target: string;
  /** What is applied to the cluster: the truth. null: nothing. */
  live: string | null;
  health: string;
  healthMessage: string;
  automated: boolean;
  reconciledAt: string;
  conditions: { type: string; message: string }[];
  /** Revisions that its repository has, and those whose manifests the cluster takes. */
  readonly known: Set<string>;
  readonly sound: Set<string>;
  /** Those that come up once they are applied. */
  readonly healthy: Set<string>;
  /** How many steps its controller goes on for; one a look. */
  steps: number;
  sources: number;
  /** A resource that a revision no longer has is left. */
  left: boolean;
  readonly handle: (request: Seen) => { readonly status: number; readonly body: unknown };
  begin: (operation: FakeOperation) => void;
}

const syncSchema = z.strictObject({
  revision: z.string(),
  prune: z.literal(false),
  infos: z.tuple([z.strictObject({ name: z.literal('humdrum'), value: z.string() })]),
});

let clock = Date.parse('2026-01-01T00:00:00Z');
/** A second later than ever before: Argo CD's times have no smaller parts. */
const moment = (): string => new Date((clock += 1000)).toISOString().replace('.000Z', 'Z');

const source = { repoURL: 'https://git.example/shop/deploy.git', path: 'shop', targetRevision: 'main' };

const operationObject = ({ id, revision, username }: FakeOperation) => ({
  ...(id === null ? {} : { info: [{ name: 'humdrum', value: id }] }),
  initiatedBy: username === 'automatic' ? { automated: true } : { username },
  sync: { revision, prune: false },
});

const stateObject = (state: NonNullable<FakeArgo['state']>) => ({
  operation: operationObject(state.operation),
  phase: state.phase,
  message: state.message,
  startedAt: '2026-01-01T00:00:00Z',
  ...(state.finishedAt === null ? {} : { finishedAt: state.finishedAt }),
  syncResult: {
    revision: state.operation.revision,
    resources: state.applied
      ? [
          { kind: 'ConfigMap', name: 'shop', status: 'Synced', message: 'configmap/shop unchanged' },
          state.phase === 'Failed'
            ? { kind: 'Deployment', name: 'shop', status: 'SyncFailed', message: state.message }
            : { kind: 'Deployment', name: 'shop', status: 'Synced', message: 'deployment.apps/shop configured' },
        ]
      : [],
  },
});

const resourcesOf = (fake: FakeArgo) => {
  const missing = fake.live === null ? { health: { status: 'Missing' } } : {};
  const status = fake.live === fake.target ? 'Synced' : 'OutOfSync';
  return [
    { kind: 'ConfigMap', name: 'shop', status: fake.live === null ? status : 'Synced', ...missing },
    { kind: 'Deployment', name: 'shop', status, health: { status: fake.health, message: fake.healthMessage } },
    ...(fake.left ? [{ kind: 'Service', name: 'shop-old', status: 'OutOfSync', requiresPruning: true }] : []),
  ];
};

const applicationObject = (fake: FakeArgo) => ({
  metadata: { name: 'shop-staging' },
  spec: {
    project: 'default',
    ...(fake.sources > 1 ? { sources: Array.from({ length: fake.sources }, () => source) } : { source }),
  },
  ...(fake.operation === null ? {} : { operation: operationObject(fake.operation) }),
  status: {
    sync: { status: fake.live === fake.target && !fake.left ? 'Synced' : 'OutOfSync', revision: fake.target },
    health: { status: fake.health, ...(fake.healthMessage === '' ? {} : { message: fake.healthMessage }) },
    ...(fake.state === null ? {} : { operationState: stateObject(fake.state) }),
    history: fake.history.map((revision, id) => ({ id, revision, deployedAt: '2026-01-01T00:00:00Z', source })),
    resources: resourcesOf(fake),
    conditions: fake.conditions,
    reconciledAt: fake.reconciledAt,
  },
});

const end = (fake: FakeArgo, phase: string, message: string): void => {
  if (fake.state === null) return;
  Object.assign(fake.state, { phase, message, finishedAt: moment() });
  fake.operation = null;
};

/** One step of the controller. */
const step = (fake: FakeArgo): void => {
  const { operation, state } = fake;
  if (operation && !state) {
    fake.state = { operation, phase: 'Running', message: 'waiting for tasks', finishedAt: null, applied: false };
  } else if (operation && state?.phase === 'Terminating') end(fake, 'Failed', 'Operation terminated');
  else if (operation && state && !state.applied) {
    state.applied = true;
    if (!fake.sound.has(operation.revision)) return end(fake, 'Failed', 'one or more objects failed to apply');
    fake.live = operation.revision;
    state.message = 'waiting for healthy state of apps/Deployment/shop';
  } else if (operation && state) {
    end(fake, 'Succeeded', 'successfully synced (all tasks run)');
    fake.history.push(operation.revision);
  } else if (state && Date.parse(fake.reconciledAt) < Date.parse(state.finishedAt ?? '')) {
    fake.reconciledAt = moment();
    fake.health = 'Progressing';
    fake.healthMessage = 'Waiting for rollout to finish: 1 of 2 updated replicas are available...';
  } else if (fake.health === 'Progressing') {
    const isWell = fake.healthy.has(fake.live ?? '');
    fake.health = isWell ? 'Healthy' : 'Degraded';
    fake.healthMessage = isWell ? '' : 'Deployment "shop" exceeded its progress deadline';
  }
};

/** @param revision what it runs, and its target is */
export const fakeArgo = (revision: string, token: string): FakeArgo => {
  const answer = (status: number, body: unknown) => ({ status, body });
  const refuse = (status: number, code: number, message: string) => answer(status, { error: message, code, message });

  const sync = (request: Seen) => {
    const read = syncSchema.safeParse(JSON.parse(request.body));
    if (!read.success) return refuse(400, 3, read.error.message);
    const { revision: to, infos } = read.data;
    if (fake.automated && to !== 'main') return refuse(400, 9, `Cannot sync to ${to}: auto-sync currently set to main`);
    if (!fake.known.has(to)) return refuse(400, 9, `unable to resolve '${to}' to a commit SHA`);
    if (fake.operation) return refuse(400, 9, 'another operation is already in progress');
    fake.begin({ id: infos[0].value, revision: to, username: 'releases' });
    return answer(200, applicationObject(fake));
  };

  const terminate = () => {
    if (!fake.operation || !fake.state)
      return refuse(400, 3, 'Unable to terminate operation. No operation is in progress');
    fake.state.phase = 'Terminating';
    return answer(200, {});
  };

  const fake: FakeArgo = {
    token,
    operation: null,
    state: null,
    history: [revision],
    target: revision,
    live: revision,
    health: 'Healthy',
    healthMessage: '',
    automated: false,
    reconciledAt: moment(),
    conditions: [],
    known: new Set([revision]),
    sound: new Set([revision]),
    healthy: new Set([revision]),
    steps: Number.POSITIVE_INFINITY,
    sources: 1,
    left: false,
    begin: (operation) => Object.assign(fake, { operation, state: null }),
    handle: (request) => {
      if (request.headers.authorization !== `Bearer ${fake.token}`)
        return refuse(401, 16, 'invalid session: signature is invalid');
      const [path] = request.url.split('?');
      if (!path?.startsWith('/api/v1/applications/shop-staging')) return refuse(403, 7, 'permission denied');
      if (request.method === 'POST') return sync(request);
      if (request.method === 'DELETE') return terminate();
      if (fake.steps > 0) {
        fake.steps -= 1;
        step(fake);
      }
      return answer(200, applicationObject(fake));
    },
  };
  return fake;
};
