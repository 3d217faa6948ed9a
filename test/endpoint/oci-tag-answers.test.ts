import { expect } from '@playwright/test';
import { createOciTagEndpoint } from '../../main/endpoints/oci-tag/oci-tag-endpoint';
import { json, test, type HttpRig } from '../support/endpoint-http';
import { never, targetOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves } from '../support/proves';

// What the registry that the tests run does not do: lists of tags in pages.

const manifest = JSON.stringify({ schemaVersion: 2, manifests: [] });
const first = commitOf('a');

const endpoint = createOciTagEndpoint({ secrets: { get: async () => null }, now: () => new Date().toISOString() });
const at = ({ peer }: HttpRig) =>
  targetOf({
    kind: 'oci-tag',
    registry: peer.origin,
    repository: 'shop',
    tag: 'production',
    candidate: '${candidate.commit}',
  });

test('of a list of tags that has more pages nothing is concluded', proves('oci-tag', 'observe'), async ({ http }) => {
  let more = true;
  http.peer.answer = (seen, response, socket) => {
    if (!seen.url.includes('/tags/list')) return void response.end(manifest);
    const link = more ? { link: `</v2/shop/tags/list?n=1&last=${first}>; rel="next"` } : {};
    for (const [name, value] of Object.entries(link)) response.setHeader(name, value);
    json(200, { name: 'shop', tags: [first] })(seen, response, socket);
  };
  // The other page may have another candidate with the same digest.
  expect((await endpoint.observe(at(http), never)).outcome).toMatchObject({
    kind: 'unreadable',
    failure: { kind: 'endpoint-nonsense', said: expect.stringContaining('pages') },
  });
  more = false;
  expect((await endpoint.observe(at(http), never)).outcome).toMatchObject({ kind: 'running', named: first });
});
