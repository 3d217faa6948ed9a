import { done } from '../../../contract/failure';
import { RotationPage } from '../../rotation/rotation-page';
import { cornerShopRotation } from '../fixtures/rotation';
import { cornerShop } from '../fixtures/states';
import { ago, jon, minutes } from '../fixtures/time-and-names';
import type { Piece } from '../piece';

const page = (
  name: string,
  answer: () => ReturnType<NonNullable<NonNullable<Piece['client']>['rotation']>>,
): Piece => ({
  name: `rotation/${name}`,
  snapshot: cornerShop,
  client: { rotation: answer },
  draw: () => <RotationPage />,
});

const longNote = {
  by: jon,
  at: ago(minutes(3)),
  reason: `Three things:\n\n1. <b>web</b> is held until the certificate is there\n2. ${'long-name-without-end-'.repeat(20)}\n3. mind the migration`,
};

export const pieces: readonly Piece[] = [
  page('somebody new is next', () => Promise.resolve(done(cornerShopRotation))),
  page('somebody who has done it', () =>
    Promise.resolve(done({ ...cornerShopRotation, turns: cornerShopRotation.turns.slice(1) })),
  ),
  page('nothing handed over', () => Promise.resolve(done({ ...cornerShopRotation, handOver: null }))),
  page('a long note', () => Promise.resolve(done({ ...cornerShopRotation, handOver: longNote }))),
  page('everybody is away', () =>
    Promise.resolve(done({ ...cornerShopRotation, turns: cornerShopRotation.turns.slice(-1) })),
  ),
  page('nobody yet', () => Promise.resolve(done({ ...cornerShopRotation, turns: [] }))),
  page('a mirror that is missing', () =>
    Promise.resolve(
      done({
        ...cornerShopRotation,
        unread: [
          { component: 'web', failure: { kind: 'repository-missing', repository: 'https://git.example/shop/web.git' } },
        ],
      }),
    ),
  ),
  page('reading', () => new Promise(() => {})),
];
