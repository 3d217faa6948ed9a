import { done } from '../../../contract/failure';
import { AgreementPage } from '../../agreement/agreement-page';
import { cornerShopAgreement } from '../fixtures/agreement';
import { cornerShop } from '../fixtures/states';
import type { Piece } from '../piece';

const page = (
  name: string,
  answer: () => ReturnType<NonNullable<NonNullable<Piece['client']>['agreement']>>,
): Piece => ({
  name: `agreement/${name}`,
  snapshot: cornerShop,
  client: { agreement: answer },
  draw: () => <AgreementPage />,
});

export const pieces: readonly Piece[] = [
  page('four stages', () => Promise.resolve(done(cornerShopAgreement))),
  page('a file that does not read', () =>
    Promise.resolve({ ok: false, failure: { kind: 'workspace-missing', file: '/home/mira/shop/humdrum.yml' } }),
  ),
  page('reading', () => new Promise(() => {})),
];
