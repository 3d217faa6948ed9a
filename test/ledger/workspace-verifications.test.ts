import { expect } from '@playwright/test';
import { problemsOf, smallFile, test, workspaceOf } from '../support/ledger-workspace';

const environment = 'endpoint: { kind: git-branch, branch: env/production }';
const component = 'repository: /srv/git/catalog.git';

/** The small file with a verification of production, or of the component. */
const withTest = (verification: string, place = environment): string =>
  smallFile.replace(place, `${place}\n    verify:\n      - { name: errors, ${verification} }`);

test('a query needs a bound, wherever it is written, and its mistake stands at the query', async ({ read }) => {
  const query = 'prometheus: "http://prom:9090", query: errors';
  const [whole] = problemsOf(await read(withTest(query)));
  expect(whole).toMatchObject({ key: 'environments.production.verify[0].query', found: 'a query without a bound', line: 10 }); // oxfmt-ignore
  const [alone] = problemsOf(await read(withTest(query, component)));
  expect(alone).toMatchObject({ key: 'components[0].verify[0].query', expected: 'below, above or baseline beside it' });
  for (const bound of ['below: 1', 'above: 0', 'baseline: {}']) {
    const { environments } = workspaceOf(await read(withTest(`${query}, ${bound}`)));
    expect(environments[1]?.verify[0]).toMatchObject({ settle: '15s', holds: '30s', every: '5s', within: '5m' });
  }
});

test('what could never pass in its time is a mistake', async ({ read }) => {
  const alerts = 'alertmanager: "http://alerts:9093", settle: 30s, holds: 1m';
  const [problem] = problemsOf(await read(withTest(`${alerts}, within: 80s`)));
  expect(problem).toMatchObject({
    key: 'environments.production.verify[0].within',
    found: '80s for settle 30s and holds 1m',
    expected: 'at least as long as both together, or it never passes',
  });
  expect(workspaceOf(await read(withTest(`${alerts}, within: 90s`))).environments[1]?.verify).toHaveLength(1);
});

test('a secret may be in its headers, bound to where they go, and what it asks is what trust is asked for', async ({
  read,
}) => {
  const query = 'prometheus: "https://prom.example", query: up, above: 0';
  const { acts } = workspaceOf(await read(withTest(`${query}, headers: { Authorization: "Bearer \${secret:PROM}" }`)));
  expect(acts.list).toContain('asks https://prom.example, with the secret PROM (production)');
  const [problem] = problemsOf(await read(withTest(query.replace('up', '"up{a=\'${secret:PROM}\'}"'))));
  expect(problem).toMatchObject({ found: 'the secret PROM' });
});

test('a stage rolls back by a click unless it says automatic, and an environment is watched for a quarter of an hour', async ({
  read,
}) => {
  const plain = workspaceOf(await read(smallFile));
  expect(plain.stages.map(({ rollback }) => rollback)).toEqual(['click', 'click']);
  expect(plain.environments.map(({ watchMs }) => watchMs)).toEqual([900_000, 900_000]);
  const said = smallFile
    .replace('stages: [dev, production]', 'stages: [dev, { name: production, rollback: automatic }]')
    .replace(environment, `${environment}\n    watch: 0s`);
  const { stages, environments } = workspaceOf(await read(said));
  expect(stages[1]?.rollback).toBe('automatic');
  expect(environments[1]?.watchMs).toBe(0);
});
