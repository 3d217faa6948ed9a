import type { Iso } from '../../../contract/commit';
import { milliseconds } from '../../../contract/duration';
import type { CommandEndpoint } from '../../../contract/endpoint-kinds/command';
import type { Failure } from '../../../contract/failure';
import type { Target } from '../../../contract/workspace';
import { lastLines } from '../../processes/last-lines';
import { runCommand, type CommandEvent } from '../../processes/run-command';
import type { Endpoint, Observation, Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import { configFor } from '../config-of';
import { readHealth, withHealth } from '../health';
import { foundOf, lastWord, maskedFailure, outcomeOf } from '../last-word';
import { orderValues, targetValues } from '../target-values';
import { within } from '../within';
import { createMaskedOutput } from './masked-output';
import { prepareCommand, type PreparedCommand } from './prepare-command';
import { untilNobodyWaits } from './until-nobody-waits';

export interface CommandOptions {
  /** The workspace file's folder. */
  readonly folder: string;
  readonly secrets: Secrets;
  readonly now: () => Iso;
}

const observeMs = 9000;
const findMs = 30_000;
const errorCharacters = 20_000;

const configOf = configFor('command');

/** A tool that does not write to a terminal may keep its output back until it ends, and then its last lines are not the reason. */
const withErrors = (failure: Failure, errors: string): Failure => {
  const reason = lastLines(errors);
  if (failure.kind !== 'command-failed' || reason === '' || failure.said.includes(reason)) return failure;
  return { ...failure, said: `${reason}\n${failure.said}`.trim().slice(0, 2000) };
};

/** 128 and a signal's number is what a shell ends with where the tool it ran was ended by that signal. */
const saysKilled = (code: number): boolean => code > 128 && code <= 128 + 64;

/** What the tool's end says. Of its own exit code it is taken at its word; ended by somebody else it had no word. */
const receiptOf = (
  { how, result, ms }: Extract<CommandEvent, { type: 'ended' }>,
  config: CommandEndpoint,
  { where, mask }: PreparedCommand,
  errors: string,
): Receipt => {
  if (result.ok) return { kind: 'accepted', text: `${where} ended with exit code 0 after ${Math.round(ms / 1000)} s` };
  const failure = maskedFailure(withErrors(result.failure, errors), mask);
  const saysNo =
    how === 'never-started' || (typeof how === 'number' && !config.unclear.includes(how) && !saysKilled(how));
  return { kind: saysNo ? 'refused' : 'unclear', failure };
};

/** Any deployment tool with a command line. */
export const createCommandEndpoint = ({ folder, secrets, now }: CommandOptions): Endpoint => {
  const around = { folder, secrets };
  const prepareFor = (order: Order, command: readonly string[]) =>
    prepareCommand(command, configOf(order.target), orderValues(order), around, { HUMDRUM_DEPLOYMENT: order.id });

  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    const config = configOf(order.target);
    const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
    const prepared = await prepareFor(order, config.deploy);
    if ('failure' in prepared) return yield receive({ kind: 'refused', failure: prepared.failure });
    if (signal.aborted) return yield receive({ kind: 'refused', failure: { kind: 'cancelled' } });

    yield { type: 'step', text: `Running ${prepared.where}` };
    const output = createMaskedOutput(prepared);
    let errors = '';
    // Only its time limit ends it: a tool stopped half-way leaves half a deployment.
    const events = runCommand({ ...prepared, withinMs: milliseconds(config.within) }, new AbortController().signal);
    for await (const event of untilNobodyWaits(events, signal)) {
      if (event.type === 'output') {
        if (event.from === 'stderr') errors = (errors + event.text).slice(-errorCharacters);
        for (const text of output.take(event.from, event.text)) yield { type: 'log', text };
        continue;
      }
      for (const text of output.rest()) yield { type: 'log', text };
      if (event.how === 'late')
        yield {
          type: 'step',
          text: `It had not ended within ${config.within}: it was stopped, with all it had started`,
        };
      return yield receive(receiptOf(event, config, prepared, errors));
    }
    for (const text of output.rest()) yield { type: 'log', text };
    yield { type: 'step', text: 'Nobody waits for it any more; it goes on to its own end' };
    yield receive({ kind: 'unclear', failure: { kind: 'cancelled' } });
  }

  const find = async (order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
    const command = configOf(order.target).find;
    if (command === undefined) {
      const failure: Failure = {
        kind: 'endpoint-nonsense',
        where: `${order.target.component} in ${order.target.environment}`,
        expected: 'a `find` command to ask about an order',
        said: 'none is in the workspace file',
      };
      return { kind: 'unclear', failure };
    }
    const prepared = await prepareFor(order, command);
    if ('failure' in prepared) return { kind: 'unclear', ...prepared };
    const said = await lastWord({ ...prepared, withinMs: findMs }, prepared.mask, signal);
    return 'failure' in said ? { kind: 'unclear', ...said } : foundOf(said.word, prepared);
  };

  const read = async (target: Target, signal: AbortSignal): Promise<Observation['outcome']> => {
    const config = configOf(target);
    const prepared = await prepareCommand(config.observe, config, targetValues(target), around);
    if ('failure' in prepared) return { kind: 'unreadable', ...prepared };
    const hangs: Failure = { kind: 'endpoint-hangs', where: prepared.where, afterMs: observeMs };
    const said = await within(
      observeMs,
      signal,
      (signal) => lastWord({ ...prepared, withinMs: 2 * observeMs }, prepared.mask, signal),
      () => ({ failure: hangs }),
    );
    return 'failure' in said ? { kind: 'unreadable', ...said } : outcomeOf(said.word, prepared);
  };

  const observe = async (target: Target, signal: AbortSignal): Promise<Observation> => {
    const [outcome, health] = await Promise.all([read(target, signal), readHealth(target, signal)]);
    return { readAt: now(), outcome: withHealth(outcome, health) };
  };

  return { deploy, find, observe };
};
