import * as fc from 'fast-check';
import { z } from 'zod';
import { apiContract } from '../../contract/api';

// What a page that is not ours any more could post to the engine, and what the contract says to it.

interface Procedure {
  readonly path: string;
  readonly input: z.ZodType | null;
}

const proceduresOf = (node: object, path: string): readonly Procedure[] =>
  Object.entries(node).flatMap(([name, value]: [string, object]) => {
    const here = `${path}/${name}`;
    if (!('~orpc' in value)) return proceduresOf(value, here);
    const { inputSchema } = value['~orpc'] as { inputSchema?: unknown }; // as: what oRPC keeps of `oc.input(…)`
    return [{ path: here, input: inputSchema instanceof z.ZodType ? inputSchema : null }];
  });

/** Every call of the contract, with the schema of its input. */
export const procedures = proceduresOf(apiContract, '');
const byPath = new Map(procedures.map((procedure) => [procedure.path, procedure]));

/**
 * `dropped`: no call. `unknown`: nobody answers to that name. `refused`: its schema says no. `accepted`: it may be answered.
 * `either`: it carries hints about types, after which its input may be another.
 */
export type Fate = 'dropped' | 'unknown' | 'refused' | 'accepted' | 'either';

const callSchema = z.strictObject({
  i: z.string().min(1).max(64),
  p: z.strictObject({ u: z.string().regex(/^\/[A-Za-z/]{1,100}$/), b: z.unknown().optional() }),
});

const jsonOf = (message: unknown): unknown => {
  try {
    return typeof message === 'string' ? JSON.parse(message) : null;
  } catch {
    return null;
  }
};

/** What must become of a message, by the contract alone. */
export const fateOf = (message: unknown): Fate => {
  const call = callSchema.safeParse(jsonOf(message));
  if (!call.success) return 'dropped';
  const procedure = byPath.get(call.data.p.u);
  if (!procedure) return 'unknown';
  const { b } = call.data.p;
  if (b === null) return 'refused';
  if (typeof b === 'object' && 'meta' in b) return 'either';
  if (procedure.input === null) return 'accepted';
  const input = typeof b === 'object' && 'json' in b ? b.json : undefined;
  return procedure.input.safeParse(input).success ? 'accepted' : 'refused';
};

const commit = 'd'.repeat(40);
const uuid = '00000000-0000-4000-8000-000000009999';
/** Names of nothing, and such as a careless table would find something under. */
const name = fc.constantFrom(
  'nothing',
  '__proto__',
  'constructor',
  '../catalog',
  '--exec=x',
  'catalog\u202e',
  'a'.repeat(200),
);
const bad = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    'a'.repeat(5000),
    [],
    {},
    [[]],
    { length: 1 },
    '\u0000',
    '\ud800',
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
);
const text = fc.oneof(name, fc.string({ maxLength: 30 }));

/** Inputs in which each key is as it should be nine times in ten; never a component and a stage that exist. */
const input = fc.record(
  Object.fromEntries(
    Object.entries({
      component: name, stage: text, promotion: fc.constant(uuid), deployment: fc.constant(uuid), commit: fc.constant(commit),
      seen: fc.constantFrom(null, commit), override: fc.constant(null), now: fc.boolean(), reason: text, baseline: text,
      how: fc.constantFrom('observe', 'deployed', 'not-deployed'), from: fc.constant(commit), to: fc.constant(commit),
      path: text, whitespace: fc.constantFrom('show', 'ignore'), limit: fc.integer(), person: text, kind: text, hash: text,
      name: text, origin: text, value: text, title: text, body: text, url: text, file: text, appearance: text,
    }).map(([key, good]): [string, fc.Arbitrary<unknown>] => [
      key,
      fc.oneof({ weight: 12, arbitrary: good as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: bad }),
    ]), // oxfmt-ignore
  ),
  { requiredKeys: ['component', 'stage', 'promotion', 'deployment', 'commit', 'seen', 'from', 'to', 'how'] },
);

const meta = fc.array(fc.array(fc.oneof(fc.nat(9), fc.constantFrom('__proto__', 'constructor', 'prototype', 'commit')), { maxLength: 3 }), { maxLength: 2 }); // oxfmt-ignore
const body = fc.oneof(
  { weight: 8, arbitrary: input.map((json): unknown => ({ json })) },
  { weight: 1, arbitrary: fc.record({ json: fc.oneof(input, bad), meta }) },
  { weight: 1, arbitrary: bad },
);
const path = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...procedures.map((one) => one.path)) },
  { weight: 1, arbitrary: fc.constantFrom('/', '/__proto__', '/constructor', '/host', '/promote/promote', '/host/secrets/get/x', '//x', 'http://evil.example/promote', '/toString', '/promote?data=1') }, // oxfmt-ignore
);
const id = fc.oneof({ weight: 6, arbitrary: fc.nat().map(String) }, { weight: 1, arbitrary: bad });
const headers = fc.constantFrom({}, { 'content-type': 'text/event-stream' }, { 'content-type': 'multipart/form-data; boundary=x' }, { 'content-disposition': 'attachment; filename="x"' }); // oxfmt-ignore
const call = fc.record({ i: id, p: fc.record({ u: path, b: body }) });
const odd = fc.record({ i: id, t: fc.constantFrom(1, 2, 3, 4, 5, '4', null), p: fc.oneof(bad, fc.record({ u: path, h: headers, b: body, m: fc.constantFrom('GET', 'POST', 'x') })) }, { requiredKeys: [] }); // oxfmt-ignore

/** Anything that can be posted: calls of every kind of wrongness, broken JSON, and what is no text at all. */
export const anyMessage: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: call.map((one): unknown => JSON.stringify(one)) },
  { weight: 3, arbitrary: odd.map((one): unknown => JSON.stringify(one)) },
  { weight: 1, arbitrary: call.chain((one) => fc.nat(200).map((n): unknown => JSON.stringify(one).slice(0, n))) },
  { weight: 1, arbitrary: fc.oneof(bad, call, fc.uint8Array({ maxLength: 40 }), fc.string()) },
);
