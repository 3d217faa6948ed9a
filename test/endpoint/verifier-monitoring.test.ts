import { expect } from '@playwright/test';
import { hangs, html, json, redirects, secret, test, type Peer } from '../support/endpoint-http';
import { freePort } from '../support/endpoint-orders';
import { verify } from '../support/monitoring';

// What a monitoring system may answer, from a server that can be made to; test/real/monitoring.test.ts asks the real ones.

const vector = (...values: readonly string[]) => ({
  status: 'success',
  data: { resultType: 'vector', result: values.map((value, n) => ({ metric: { pod: `p${n}` }, value: [1, value] })) },
});
const soon = { settle: '0s', holds: '60ms', every: '20ms', within: '20s' };
/** For what is to fail: it is given up after this. */
const short = { within: '700ms' };
const query = (peer: Peer, more: object = {}) => ({
  prometheus: peer.origin,
  query: 'errors',
  below: 0.05,
  ...soon,
  ...more,
});
const queriesOf = (peer: Peer): readonly URL[] => peer.seen.map(({ url }) => new URL(url, peer.origin));

test('every value has to be below its bound, again and again, and the result says value and bound', async ({
  http: { peer },
}) => {
  peer.answer = json(200, vector('0.01', '0.02'));
  const result = await verify(query(peer));
  expect(result).toMatchObject({ passed: true });
  expect(result.text).toMatch(/^0\.01 to 0\.02 is below 0\.05, for [\d.]+ s$/);
  expect(peer.seen.length).toBeGreaterThan(1);
  expect(result.log).toContain('of 0.1 s)');
});

test('one value of several that is not, none at all, or one that is no number, is not healthy', async ({
  http: { peer },
}) => {
  const texts: string[] = [];
  for (const values of [['0.01', '0.2'], [], ['NaN'], ['+Inf']]) {
    peer.answer = json(200, vector(...values));
    const { passed, text } = await verify(query(peer, short));
    expect(passed).toBe(false);
    texts.push(text);
  }
  expect(texts).toEqual([
    '0.2 of {pod="p1"} is not below 0.05',
    'no data: the query has no value that is below 0.05',
    'no number of {pod="p0"}: it has to be below 0.05',
    'Infinity of {pod="p0"} is not below 0.05',
  ]);
  const well = await verify(query(peer, { ...short, below: undefined, above: 0.9 }));
  expect(well).toMatchObject({ passed: false, text: 'Infinity of {pod="p0"}: something is divided by nothing' });
});

test('a bound that is broken for a moment is kept for the whole time afterwards, or it fails', async ({
  http: { peer },
}) => {
  let asked = 0;
  peer.answer = (...about) => json(200, vector((asked += 1) === 2 ? '0.9' : '0.01'))(...about);
  const recovers = await verify(query(peer, { above: 0 }));
  expect(recovers).toMatchObject({ passed: true });
  expect(recovers.text).toContain('below 0.05 and above 0');
  expect(recovers.log).toContain('0.9 of {pod="p0"} is not below 0.05\n');
  peer.answer = (...about) => json(200, vector((asked += 1) % 2 === 0 ? '0.9' : '0.01'))(...about);
  expect(await verify(query(peer, { ...short, holds: '200ms', every: '100ms' }))).toMatchObject({ passed: false });
});

test('what is before the deployment has settled is not asked for', async ({ http: { peer } }) => {
  peer.answer = json(200, vector('0.01'));
  const stop = new AbortController();
  const { log } = await verify(query(peer, { settle: '1h', within: '2h' }), {
    signal: stop.signal,
    // A turn later, who did not wait would have asked.
    hear: (text) => void (text.startsWith('waiting') && setTimeout(() => stop.abort(), 200)),
  });
  expect(log.split('\n')[1]).toBe('waiting 3600 s: older figures say nothing of it');
  expect(peer.seen.length).toBe(0);
});

test('placeholders are put into the query so that none ends a quoted text', async ({ http: { peer } }) => {
  peer.answer = json(200, { status: 'success', data: { resultType: 'scalar', result: [1, '0'] } });
  const config = query(peer, { query: 'up{job="${component}"}' });
  expect(await verify(config, { values: { component: 'a"} or vector(0) #' } })).toMatchObject({ passed: true });
  expect(queriesOf(peer)[0]?.searchParams.get('query')).toBe('up{job="a\\x22} or vector(0) #"}');
});

test('a baseline is the mean of the time before the order left, and times says how much more may be', async ({
  http: { peer },
}) => {
  const matrix = { resultType: 'matrix', result: [{ metric: {}, values: [[1, '2'], [2, 'NaN'], [3, '4']] }] }; // oxfmt-ignore
  let now = '4.4';
  peer.answer = (request, ...rest) =>
    json(200, request.url.includes('query_range') ? { status: 'success', data: matrix } : vector(now))(
      request,
      ...rest,
    );
  const config = query(peer, { below: undefined, baseline: { before: '10m', times: 1.5 } });
  const sentAt = '2026-11-23T12:00:00.000Z';
  expect((await verify(config, { sentAt })).text).toContain('4.4 is at most 4.5 (1.5 times the 3 of before)');
  const asked = queriesOf(peer)[0]?.searchParams;
  expect([asked?.get('start'), asked?.get('end')]).toEqual([String(Date.parse(sentAt) / 1000 - 600), String(Date.parse(sentAt) / 1000)]); // oxfmt-ignore
  now = '4.6';
  // Time for two questions, the one of before and the one of now, also on a machine that is busy.
  expect(await verify({ ...config, within: '3s' }, { sentAt })).toMatchObject({
    passed: false,
    text: '4.6 of {pod="p0"} is not at most 4.5 (1.5 times the 3 of before)',
  });
  expect(await verify(config)).toMatchObject({
    passed: false,
    text: 'no deployment is on record: there is nothing to compare with',
  });
  peer.answer = json(200, { status: 'success', data: { resultType: 'matrix', result: [] } });
  expect(await verify(config, { sentAt })).toMatchObject({
    passed: false,
    text: 'no data of the time before the deployment: there is nothing to compare with',
  });
});

test('a system that is not there, hangs, shows a page, redirects or refuses says so, and nothing of it passes', async ({
  http: { peer },
}) => {
  const nobody = await verify(query({ ...peer, origin: `http://127.0.0.1:${await freePort()}` }, short));
  expect(nobody).toMatchObject({ passed: false });
  expect(nobody.text).toContain('can’t be reached');
  peer.answer = hangs;
  const hanging = await verify(query(peer, { within: '300ms' }));
  expect(hanging).toMatchObject({ passed: false });
  expect(hanging.text).toContain('does not answer');
  const asked = peer.seen.length;
  const said: string[] = [];
  for (const answer of [
    html(200),
    redirects(302, 'http://elsewhere.example/'),
    json(400, { error: 'parse error' }),
    json(200, { status: 'success', data: { resultType: 'string', result: [1, 'x'] } }),
  ]) {
    // oxfmt-ignore
    peer.answer = answer;
    const { passed, text } = await verify(query(peer, { within: '60s' }));
    expect(passed).toBe(false);
    said.push(text);
  }
  expect(said[0]).toContain('Sign in');
  expect(said[1]).toContain('not followed');
  expect(said[2]).toContain('parse error');
  expect(said[3]).toContain('a number or a vector of numbers');
  // What stays so is not asked again.
  expect(peer.seen.length - asked).toBe(4);
});

test('one that asks to be left alone is left alone, and one that starts is asked again', async ({ http: { peer } }) => {
  let asked = 0;
  peer.answer = (request, response, socket) => {
    asked += 1;
    if (asked === 1) response.writeHead(429, { 'retry-after': '0' }).end();
    else if (asked === 2) response.writeHead(503).end('Service Unavailable');
    else json(200, vector('0'))(request, response, socket);
  };
  const result = await verify(query(peer));
  expect(result).toMatchObject({ passed: true });
  expect(result.log).toContain('asks to be left alone');
  expect(result.log).toContain('503');
  peer.answer = (_request, response) => response.writeHead(429, { 'retry-after': '3600' }).end();
  expect(await verify(query(peer))).toMatchObject({ passed: false });
});

test('a secret goes into headers, to its own origin only, and is in no word of it', async ({ http: { peer } }) => {
  const secrets = { get: async (name: string, origin: string) => (name === 'TOKEN' && origin === peer.origin ? secret : null) }; // oxfmt-ignore
  const config = query(peer, { headers: { Authorization: 'Bearer ${secret:TOKEN}' } });
  peer.answer = (request, response, socket) =>
    json(request.headers.authorization === `Bearer ${secret}` ? 200 : 401, vector('0'))(request, response, socket);
  expect(await verify(config, { secrets })).toMatchObject({ passed: true });
  peer.answer = json(401, { error: `who is ${secret}?` });
  const refused = await verify(config, { secrets });
  expect(refused).toMatchObject({ passed: false });
  expect(refused.text).toContain('401');
  expect(refused.text + refused.log).not.toContain(secret);
  const asked = peer.seen.length;
  const missing = await verify(config);
  expect(missing.text).toContain('No secret TOKEN');
  expect(peer.seen.length).toBe(asked);
});

test('Stop waiting ends it at once, while it settles, asks and waits', async ({ http: { peer } }) => {
  for (const [answer, config, moment] of [
    [json(200, vector('0')), { settle: '1h', within: '2h' }, 'waiting'],
    [json(200, vector('0')), { holds: '1h', every: '1h', within: '2h' }, 'is below'],
  ] as const) {
    peer.answer = answer;
    const stop = new AbortController();
    const hear = (text: string): void => (text.includes(moment) ? stop.abort() : undefined);
    expect(await verify(query(peer, config), { signal: stop.signal, hear })).toMatchObject({ text: 'cancelled' });
  }
  const stop = new AbortController();
  peer.answer = () => stop.abort();
  expect(await verify(query(peer, { within: '2h' }), { signal: stop.signal })).toMatchObject({ text: 'cancelled' });
});

test('alerts are asked for by their labels, without those silenced, and named where they fire', async ({
  http: { peer },
}) => {
  const config = { alertmanager: `${peer.origin}/am/`, match: { service: '${component}' }, ...soon };
  peer.answer = json(200, []);
  const calm = await verify(config, { values: { component: 'catalog' } });
  expect(calm.passed).toBe(true);
  expect(calm.text).toMatch(/^no alert with service="catalog" fires, for/);
  expect(peer.seen[0]?.url).toBe(
    '/am/api/v2/alerts?active=true&silenced=false&inhibited=false&filter=service%3D%22catalog%22',
  );
  const alert = { labels: { alertname: 'TooManyErrors', service: 'catalog' }, startsAt: '2026-11-23T12:00:00Z' };
  peer.answer = json(200, [alert]);
  expect(await verify({ ...config, ...short })).toMatchObject({
    passed: false,
    text: 'TooManyErrors{service="catalog"} fires since 2026-11-23T12:00:00Z',
  });
  peer.answer = json(200, { alerts: [] });
  expect((await verify(config)).text).toContain('a list of alerts');
});
