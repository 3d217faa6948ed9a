import { implement } from '@orpc/server';
import { apiContract } from '../../contract/api';
import { commands } from './commands';
import type { ApiContext } from './engine';
import { hostRouter } from './host-router';
import { queries } from './queries';
import { watch } from './streams';

const api = implement(apiContract).$context<ApiContext>();

/** The contract, implemented: a line a command. What it does is in main/release. */
export const router = api.router({
  ...commands,
  ...queries,
  snapshot: api.snapshot.handler(({ context: { engine }, signal }) =>
    engine.feed.updates(signal ?? new AbortController().signal),
  ),
  watch: api.watch.handler(({ context: { engine }, input, signal }) => watch(engine, input.deployment, signal)),
  host: hostRouter,
});
