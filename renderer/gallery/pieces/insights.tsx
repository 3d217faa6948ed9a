import { done, failed } from '../../../contract/failure';
import { InsightsPage } from '../../insights/insights-page';
import { cornerShopInsights, dismissedBag } from '../fixtures/insights';
import { cornerShop } from '../fixtures/states';
import type { Piece } from '../piece';

const page = (
  name: string,
  answer: () => ReturnType<NonNullable<NonNullable<Piece['client']>['insights']>>,
): Piece => ({
  name: `insights/${name}`,
  snapshot: cornerShop,
  client: { insights: answer },
  draw: () => <InsightsPage />,
});

export const pieces: readonly Piece[] = [
  page('a quarter', () => Promise.resolve(done(cornerShopInsights))),
  page('dismissed by somebody', () => Promise.resolve(done({ ...cornerShopInsights, dismissed: [dismissedBag] }))),
  page('every one dismissed', () =>
    Promise.resolve(done({ ...cornerShopInsights, bags: [], dismissed: [dismissedBag] })),
  ),
  page('nothing yet', () => Promise.resolve(done({ ...cornerShopInsights, components: [] }))),
  page('a history that can’t be read', () =>
    Promise.resolve(
      done({
        ...cornerShopInsights,
        unread: [
          { component: 'web', failure: { kind: 'repository-missing', repository: 'https://git.example/shop/web.git' } },
        ],
      }),
    ),
  ),
  page('refused', () =>
    Promise.resolve(failed({ kind: 'no-such', what: 'stage', name: 'nowhere', known: ['staging', 'production'] })),
  ),
  page('reading', () => new Promise(() => {})),
];
