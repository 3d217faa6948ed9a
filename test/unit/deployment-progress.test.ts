import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { DeploymentEvent, Phase } from '../../contract/deployment';
import { advance, noProgress } from '../../renderer/deployment/progress';
import { logText } from '../../renderer/deployment/log-lines';
import { stepsOf, stopOf } from '../../renderer/deployment/steps';
import { verdictOf } from '../../renderer/deployment/verdict';
import { deploymentOf, eventsOf, type Story } from '../../renderer/gallery/fixtures/deployments';

const at = '2026-11-22T10:00:00.000Z';
const phase = (name: Phase): DeploymentEvent => ({ type: 'phase', at, phase: name, text: `${name}…` });
const after = (...events: readonly DeploymentEvent[]) => advance(noProgress, events);
const states = (...events: readonly DeploymentEvent[]) => stepsOf(after(...events)).map((step) => step.state);

test('steps before the one that is waited for are done, those after it are ahead', () => {
  expect(states(phase('requested'))).toEqual(['active', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead']);
  expect(states(phase('requested'), phase('sending'))).toEqual(['done', 'done', 'active', 'ahead', 'ahead', 'ahead']);
  expect(stepsOf(after(phase('verifying')))[5]).toMatchObject({ state: 'active', label: 'Verifying' });
});

test('how it ended is told by the last steps', () => {
  const last = (story: Story) => states(...eventsOf(story)).slice(3);
  expect(last('deployed')).toEqual(['done', 'done', 'done']);
  expect(last('faulty')).toEqual(['done', 'done', 'stopped']);
  expect(last('not-deployed')).toEqual(['done', 'stopped', 'not-reached']);
  expect(last('unknown')).toEqual(['done', 'unclear', 'not-reached']);
  expect(states(...eventsOf('withdrawn'))[0]).toBe('stopped');
});

test('what was left by a crash is not shown as going on', () => {
  expect(stepsOf(after(phase('sending')), true)[2]!.state).toBe('unclear');
});

test('Undo in the countdown, Cancel before SENDING, Stop waiting from there on, nothing at the end', () => {
  const counting: DeploymentEvent = { type: 'countdown', at, totalMs: 5000 };
  expect(stopOf(after(counting, phase('countdown')))).toBe('undo');
  expect(stopOf(after(counting, phase('countdown'), phase('requested')))).toBe('cancel');
  expect(stopOf(after(phase('requested'), phase('claimed')))).toBe('cancel');
  for (const name of ['sending', 'observing', 'verifying'] as const)
    assert.equal(stopOf(after(phase(name))), 'stop-waiting');
  expect(stopOf(after(...eventsOf('deployed')))).toBeNull();
});

const titles: Record<Exclude<Story, 'running'>, string> = {
  deployed: 'Deployed and verified',
  faulty: 'Deployed and faulty: “places an order” failed',
  'not-deployed': 'Not deployed',
  unknown: 'Unknown',
  withdrawn: 'Not deployed: Withdrawn',
};
const acts = { deployed: null, faulty: 'roll-back', 'not-deployed': 'again', unknown: 'observe', withdrawn: null };

for (const story of ['deployed', 'faulty', 'not-deployed', 'unknown', 'withdrawn'] as const) {
  test(`the verdict of what ended ${story} begins as promised and has its one button`, () => {
    const { ending, tests } = after(...eventsOf(story));
    const failing = tests.filter((each) => !each.result.passed).map((each) => each.result.name);
    const words = verdictOf(null, ending!.ending, failing)!;
    assert.deepEqual([words.title, words.act], [titles[story], acts[story]]);
    assert.equal(verdictOf(deploymentOf(story), null, [])?.title.split(':')[0], titles[story].split(':')[0]);
  });
}

test('the record wins over the stream once it knows more: resolved, rolled back, found faulty', () => {
  const unknown = after(...eventsOf('unknown')).ending!.ending;
  const fine = after(...eventsOf('deployed')).ending!.ending;
  const record = deploymentOf('deployed');
  expect(verdictOf(record, unknown, [])?.title).toBe('Deployed and verified');
  expect(verdictOf({ ...record, rolledBackBy: 'x' }, fine, [])?.next).toBe('It was rolled back since.');
  expect(verdictOf({ ...record, faulty: true }, fine, [])).toMatchObject({ act: 'roll-back', tone: 'bad' });
  expect(verdictOf(deploymentOf('running'), null, [])).toBeNull();
});

test('no log on this machine is no word about the deployment', () => {
  const failure = { kind: 'no-such', what: 'log of deployment', name: 'x', known: [] } as const;
  expect(after({ type: 'ended', at: '', ending: { kind: 'nothing-sent', failure } }).ending).toBeNull();
});

test('verified once more, it is under way again and its tests begin anew', () => {
  const again = after(...eventsOf('faulty'), phase('verifying'));
  expect(again.ending).toBeNull();
  expect(again.tests).toEqual([]);
});

test('it does not matter in how many gulps the events came', () => {
  const events = [...eventsOf('faulty')];
  fc.assert(
    fc.property(fc.nat(events.length), (cut) => {
      const gulped = advance(advance(noProgress, events.slice(0, cut)), events.slice(cut));
      assert.deepEqual(gulped, after(...events));
    }),
  );
  expect(after(...events).log.lines.map(logText)).toEqual([
    '$ node server.js --port 4112',
    'ready listening on 4112 in 812 ms',
  ]);
});
