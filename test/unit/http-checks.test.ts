import { expect, test } from '@playwright/test';
import { httpEndpoint } from '../../contract/endpoint-kinds/http';
import { endpointReach } from '../../contract/endpoint-reach';
import { actText } from '../../main/workspace/act-words';
import { checkedEndpoint } from '../../main/workspace/endpoint-checks';

const endpoint = (deploy: object, more: object = {}) =>
  httpEndpoint.parse({
    kind: 'http',
    deploy: { url: 'https://ci.example/deploy', ...deploy },
    observe: { url: 'https://shop.example/version', commit: '/commit' },
    ...more,
  });
const status = { url: 'https://ci.example/${receipt.id}', state: '/state', done: ['done'] };
const log = { url: 'https://ci.example/log' };

for (const [what, config, at, expected] of [
  ['two bodies', endpoint({ json: {}, file: 'a' }), ['deploy', 'file'], 'one body, not json and file'],
  ['a file outside', endpoint({ file: '../a' }), ['deploy', 'file'], 'a path inside the repository'],
  [
    'a part outside',
    endpoint({ multipart: { war: { file: '/a' } } }),
    ['deploy', 'multipart', 'war', 'file'],
    'a path',
  ],
  ['a secret in a path', endpoint({ file: '${secret:A}' }), ['deploy', 'file'], 'a path without a secret'],
  ['a log of what is never asked about', endpoint({}, { log }), ['log'], '`status` beside it'],
  ['an end to what is never asked about', endpoint({}, { cancel: log }), ['cancel'], '`status` beside it'],
  ['an id that nobody reads', endpoint({}, { status }), ['status'], '`deploy.id`'],
] as const)
  test(`an http endpoint with ${what} is a mistake of the file, at its place`, () => {
    expect(checkedEndpoint(config, '/shop')).toEqual({ at, expected: expect.stringContaining(expected) });
  });

test('an http endpoint that says where the order’s id stands is as it should be', () => {
  const config = endpoint({ id: '/id', file: 'dist/${candidate.version}.war' }, { status, log });
  expect(checkedEndpoint(config, '/shop')).toBe(config);
});

test('whoever trusts a file that sends files is told which', () => {
  const config = endpoint({ multipart: { war: { file: 'dist/shop.war' }, token: '${secret:TOKEN}' } });
  expect(endpointReach(config).map((reach) => actText(reach, '/shop', {}))).toEqual([
    'sends POST to https://ci.example/deploy, with the secret TOKEN',
    'reads dist/shop.war',
    'asks https://shop.example',
  ]);
});
