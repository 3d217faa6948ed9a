import { z } from 'zod';
import { done, failed, type Result } from '../../../contract/failure';
import type { Manager } from './engine-api';

// What is read of the Docker Engine API (v1.41 to v1.5x), and no more; what is not read is kept, for a specification goes back whole.

const labels = z.record(z.string(), z.string()).nullish();
const containerSpec = z.looseObject({ Image: z.string(), Labels: labels, Healthcheck: z.unknown().optional() });
const taskTemplate = z.looseObject({ ContainerSpec: containerSpec });

const serviceSchema = z.object({
  ID: z.string(),
  Version: z.object({ Index: z.number() }),
  Spec: z.looseObject({
    Name: z.string(),
    Labels: labels,
    TaskTemplate: taskTemplate,
    Mode: z.looseObject({ Replicated: z.object({ Replicas: z.number().optional() }).optional() }),
  }),
  UpdateStatus: z.object({ State: z.string().optional(), Message: z.string().optional() }).nullish(),
});
export type Service = z.infer<typeof serviceSchema>;

const taskSchema = z.object({
  ID: z.string(),
  Slot: z.number().optional(),
  NodeID: z.string().optional(),
  Spec: taskTemplate,
  /** `running`, `shutdown`, `remove` … */
  DesiredState: z.string(),
  Status: z.object({ State: z.string(), Timestamp: z.string(), Err: z.string().optional() }),
});
export type Task = z.infer<typeof taskSchema>;

const nodeSchema = z.object({
  ID: z.string(),
  Description: z.object({ Hostname: z.string().optional() }).optional(),
  Status: z.object({ State: z.string() }),
});

/** A node's name, and whether its manager hears of it. */
export interface Node {
  readonly name: string;
  /** `ready`, `down`, `disconnected` or `unknown`. */
  readonly state: string;
}

/** A service with everything that was ever started for it and is remembered. */
export interface Reading {
  readonly service: Service;
  readonly tasks: readonly Task[];
  /** By id. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** Milliseconds; by the manager's clock. */
  readonly at: number;
}

const read = async <T>(
  manager: Manager,
  path: string,
  schema: z.ZodType<T>,
  expected: string,
  signal: AbortSignal,
): Promise<Result<{ readonly value: T; readonly at: number }>> => {
  const answer = await manager.get(path, signal);
  if (!answer.ok) return failed(answer.failure);
  const parsed = schema.safeParse(answer.json);
  if (parsed.success) return done({ value: parsed.data, at: Date.parse(answer.headers.date ?? '') });
  // Not what came: the environment of a container is in it, passwords and all.
  const [issue] = parsed.error.issues;
  const said = `something else at ${issue?.path.join('.') || 'its root'}: ${issue?.message ?? ''}`;
  return failed({ kind: 'endpoint-nonsense', where: manager.where, expected, said });
};

/** The service that the workspace file names. Docker also takes the beginning of an id for a name; that is another service. */
export const serviceOf = async (manager: Manager, signal: AbortSignal): Promise<Result<Service>> => {
  const path = `/services/${encodeURIComponent(manager.service)}`;
  const found = await read(manager, path, serviceSchema, 'a service of containers', signal);
  if (!found.ok) return found;
  const service = found.value.value;
  if (service.Spec.Name === manager.service) return done(service);
  const said = `service ${manager.service} not found`;
  return failed({ kind: 'endpoint-refused', where: manager.where, status: '404 Not Found', said });
};

/** The service, then its tasks and the nodes they are on. */
export const readService = async (manager: Manager, signal: AbortSignal): Promise<Result<Reading>> => {
  const service = await serviceOf(manager, signal);
  if (!service.ok) return service;
  const filters = encodeURIComponent(JSON.stringify({ service: [service.value.ID] }));
  const [tasks, nodes] = await Promise.all([
    read(manager, `/tasks?filters=${filters}`, z.array(taskSchema), 'a list of tasks', signal),
    read(manager, '/nodes', z.array(nodeSchema), 'a list of nodes', signal),
  ]);
  if (!tasks.ok) return tasks;
  if (!nodes.ok) return nodes;
  const named = nodes.value.value.map(
    ({ ID, Description, Status }) => [ID, { name: Description?.Hostname ?? ID, state: Status.State }] as const,
  );
  return done({
    service: service.value,
    tasks: tasks.value.value,
    nodes: new Map(named),
    at: tasks.value.at,
  });
};

/** The image that a task was given, without the digest that a client may have pinned it by. */
export const imageOf = (task: Task): string => task.Spec.ContainerSpec.Image.replace(/@sha256:[0-9a-f]{64}$/, '');

/** `shop.2 on one`: where a task is, for a person. */
export const placeOf = (task: Task, { service, nodes }: Reading): string => {
  const slot = task.Slot === undefined ? '' : `.${task.Slot}`;
  const node = task.NodeID === undefined ? null : nodes.get(task.NodeID);
  return `${service.Spec.Name}${slot}${node ? ` on ${node.name}` : ''}`;
};
