import { done } from '../../../contract/failure';
import { IsolationPage } from '../../isolation/isolation-page';
import { cornerShopIsolation } from '../fixtures/isolation';
import { cornerShop } from '../fixtures/states';
import type { Piece } from '../piece';

const page = (
  name: string,
  answer: () => ReturnType<NonNullable<NonNullable<Piece['client']>['isolation']>>,
): Piece => ({
  name: `isolation/${name}`,
  snapshot: cornerShop,
  client: { isolation: answer },
  draw: () => <IsolationPage />,
});

export const pieces: readonly Piece[] = [
  page('three things', () => Promise.resolve(done(cornerShopIsolation))),
  page('nothing shared', () => Promise.resolve(done({ ...cornerShopIsolation, shared: [] }))),
  page('a configuration that can’t be read', () =>
    Promise.resolve(
      done({
        ...cornerShopIsolation,
        unread: [{ component: 'web', environment: 'staging', failure: { kind: 'nothing-runs', where: 'staging' } }],
      }),
    ),
  ),
  page('reading', () => new Promise(() => {})),
];
