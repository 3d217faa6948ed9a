import type { Description } from './openapi';

// Written from Argo CD 3.6's documentation of its API (what this endpoint uses of it): no npm package carries its description.

const string = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const flag = { type: 'boolean' };
const list = (items: unknown) => ({ type: 'array', items });
const object = (properties: Record<string, unknown>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...(required.length === 0 ? {} : { required }),
});
const ref = (name: string) => ({ $ref: `#/definitions/${name}` });

const name = { type: 'string', name: 'name', in: 'path', required: true };
const answers = (schema: unknown) => ({
  200: { description: 'A successful response.', schema },
  default: { description: 'An unexpected error response.', schema: ref('error') },
});

export const argoCdVersion = '3.6.0';

export const argoCdDescription: Description = {
  swagger: '2.0',
  info: { title: 'Argo CD', version: argoCdVersion },
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/api/v1/applications/{name}': { get: { parameters: [name], responses: answers(ref('application')) } },
    '/api/v1/applications/{name}/sync': {
      post: {
        parameters: [name, { name: 'body', in: 'body', required: true, schema: ref('syncRequest') }],
        responses: answers(ref('application')),
      },
    },
    '/api/v1/applications/{name}/operation': { delete: { parameters: [name], responses: answers(object({})) } },
  },
  definitions: {
    syncRequest: object({ revision: string, prune: flag, dryRun: flag, infos: list(ref('info')) }, ['revision']),
    info: object({ name: string, value: string }, ['name', 'value']),
    error: object({ code: { type: 'integer' }, error: string, message: string, details: list({}) }),
    application: object({
      metadata: object({ name: string }, ['name']),
      spec: object({
        source: ref('source'),
        sources: list(ref('source')),
        project: string,
        destination: object({ server: string, namespace: string }),
        syncPolicy: object({ automated: object({ prune: flag, selfHeal: flag }) }),
      }),
      operation: ref('operation'),
      status: ref('status'),
    }),
    source: object({ repoURL: string, path: string, targetRevision: string }, ['repoURL']),
    operation: object({
      info: list(ref('info')),
      initiatedBy: object({ username: string, automated: flag }),
      sync: object({ revision: string, prune: flag, resources: list(object({ kind: string, name: string })) }),
    }),
    status: object({
      sync: object({ status: { type: 'string', enum: ['Synced', 'OutOfSync', 'Unknown'] }, revision: string }),
      health: ref('health'),
      operationState: object(
        {
          operation: ref('operation'),
          phase: { type: 'string', enum: ['Running', 'Terminating', 'Failed', 'Error', 'Succeeded'] },
          message: string,
          startedAt: time,
          finishedAt: time,
          syncResult: object({ revision: string, resources: list(ref('resourceResult')) }),
        },
        ['operation', 'phase', 'startedAt'],
      ),
      history: list(object({ id: { type: 'integer' }, revision: string, deployedAt: time, source: ref('source') })),
      resources: list(
        object({ kind: string, name: string, status: string, requiresPruning: flag, health: ref('health') }),
      ),
      conditions: list(object({ type: string, message: string })),
      reconciledAt: time,
    }),
    health: object({
      status: { type: 'string', enum: ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown'] },
      message: string,
    }),
    resourceResult: object({ kind: string, name: string, status: string, message: string, hookPhase: string }),
  },
};
