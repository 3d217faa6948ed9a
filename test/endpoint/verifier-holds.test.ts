import { expect } from '@playwright/test';
import { json, test } from '../support/endpoint-http';
import { verify } from '../support/monitoring';

test('one answer that takes as long as the bound has to hold is only one answer: it is asked again', async ({
  http: { peer },
}) => {
  const well = json(200, { status: 'success', data: { resultType: 'scalar', result: [1, '0.01'] } });
  // Only the first one is slow.
  peer.answer = (...about) => void setTimeout(() => well(...about), peer.seen.length > 1 ? 0 : 200);
  const times = { settle: '0s', holds: '60ms', every: '20ms', within: '20s' };
  const result = await verify({ prometheus: peer.origin, query: 'errors', below: 0.05, ...times });
  expect(result).toMatchObject({ passed: true });
  expect(peer.seen.length).toBeGreaterThan(1);
});
