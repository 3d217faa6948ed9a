import { join } from 'node:path';
import { fingerprintOf, leadsTo } from '../../main/git/looks-secret';
import { componentOf, expect, signal, test } from '../support/git-rig';
import { buildRepository } from '../support/repositories';
import { valueOf } from '../support/results';

test('the effective keys of one side: the last layer wins, a secret is a fingerprint and says only where it leads', async ({
  folder,
  port,
}) => {
  const built = await buildRepository(join(folder, 'effective.git'), {
    commits: [
      {
        name: 'one',
        files: {
          'base.yml': 'pool: 5\nmail: { host: smtp.example }\n',
          'production.yml': 'pool: 20\ndatabase_url: postgres://shop:hunter2@db.example/orders?sslmode=on\n',
        },
      },
    ],
    branches: { main: 'one' },
  });
  const component = { ...componentOf(built.path), config: ['base.yml', '${environment}.yml'] };
  valueOf(await port.mirrors.refresh(component, signal));
  const side = { environment: 'production', commit: built.id('one') };
  const values = valueOf(await port.diffs.effective(component, side, signal));
  const secret = `secret:${fingerprintOf('postgres://shop:hunter2@db.example/orders?sslmode=on')}`;
  expect(values).toEqual([
    {
      key: 'database_url',
      file: 'production.yml',
      value: secret,
      secret: true,
      leadsTo: 'postgres://db.example/orders',
    },
    { key: 'mail.host', file: 'base.yml', value: 'smtp.example', secret: false, leadsTo: null },
    { key: 'pool', file: 'production.yml', value: '20', secret: false, leadsTo: null },
  ]);
  expect(JSON.stringify(values)).not.toContain('hunter2');
});

test('where a secret leads holds neither user nor password nor what may be a token', () => {
  expect(leadsTo('https://hooks.example/services/T0/B0/abcdef')).toBe('https://hooks.example');
  expect(leadsTo('https://u:p@api.example/x?key=1')).toBe('https://api.example');
  expect(leadsTo('jdbc:postgresql://u:p@db:5432/orders?user=a&password=b')).toBe('jdbc:postgresql://db:5432/orders');
  expect(leadsTo('amqp://u:p@mq/%2f')).toBe('amqp://mq');
  expect(leadsTo('postgres://shop:4711/hunter2@db/orders')).toBeNull();
  expect(leadsTo('ghp_0123456789abcdef')).toBeNull();
});
