import type { ComponentHistory } from '../../../contract/api';
import { done, failed } from '../../../contract/failure';
import type { Objection } from '../../../contract/promotion-facts';
import { ComponentPage } from '../../component/component-page';
import type { HistoryCandidate } from '../../component/places';
import { changesOf } from '../fixtures/changes';
import { historyOf } from '../fixtures/histories';
import { snapshotOf } from '../fixtures/snapshots';
import { cornerShop, troubled } from '../fixtures/states';
import { ago, candidateOf, commitOf, hours } from '../fixtures/time-and-names';
import type { Piece } from '../piece';

/** Where the corner shop's catalog stands, by the place of each candidate in its mainline. */
const heads: Readonly<Record<number, string>> = {
  0: 'a1f3c07',
  4: '7be21d4',
  12: 'v2.31.0',
  21: 'v2.30.2',
  33: 'v2.30.0',
  37: 'v2.29.1',
};
const stopped = [6, 9, 14, 17];

const candidates = changesOf('catalog', 42).map((change, at): HistoryCandidate => {
  const head = heads[at];
  const bad = stopped.indexOf(at);
  const own = candidateOf('catalog', head ?? change.commit.slice(0, 7));
  return {
    ...own,
    commit: bad === -1 ? own.commit : commitOf(`catalog checks-failed ${bad}`),
    at: ago(hours(1 + at * 4)),
    subject: change.subject,
    checks: at < 3 ? 'pending' : bad === -1 ? 'passed' : 'failed',
    stages: [],
    rejected: false,
  };
});

const history: ComponentHistory = { ...historyOf('catalog'), candidates };
const answered = { history: () => Promise.resolve(done(history)) };

const objection = (kind: Objection['kind'], text: string): Objection => ({ kind, text, lifts: '', overridable: false });

const objecting = {
  ...answered,
  eligibility: ({ stage }: { readonly stage: string }) =>
    Promise.resolve(
      done({
        candidate: candidateOf('catalog', 'v2.30.2'),
        ahead: stage === 'staging' ? 12 : 16,
        behind: 0,
        objections:
          stage === 'staging'
            ? []
            : [
                objection('not-verified', 'v2.30.2 was not verified in staging.'),
                objection('soaking', 'It has soaked for 20 min of 1 h.'),
              ],
      }),
    ),
};

const long = 'the-service-that-computes-the-price-of-everything-in-every-currency';
const longNamed = snapshotOf(
  cornerShop.components.map((view) =>
    view.name === 'catalog'
      ? { ...view, name: long, funnel: view.funnel.map((s) => ({ ...s, changes: 12_345 })) }
      : view,
  ),
);

export const pieces: readonly Piece[] = [
  {
    name: 'component/page',
    snapshot: cornerShop,
    client: objecting,
    height: 'full',
    draw: () => <ComponentPage name="catalog" />,
  },
  {
    name: 'component/diverged',
    snapshot: cornerShop,
    client: objecting,
    height: 'full',
    draw: () => <ComponentPage name="basket" />,
  },
  {
    name: 'component/long-names',
    snapshot: longNamed,
    client: answered,
    height: 'full',
    draw: () => <ComponentPage name={long} />,
  },
  { name: 'component/cloning', snapshot: troubled, height: 'full', draw: () => <ComponentPage name="cloning" /> },
  { name: 'component/no-mirror', snapshot: troubled, height: 'full', draw: () => <ComponentPage name="nomirror" /> },
  {
    name: 'component/nothing-deployed',
    snapshot: cornerShop,
    client: { history: () => Promise.resolve(done({ ...history, deployments: [] })) },
    height: 'full',
    draw: () => <ComponentPage name="catalog" />,
  },
  {
    name: 'component/history-failed',
    snapshot: cornerShop,
    client: {
      history: () =>
        Promise.resolve(
          failed({ kind: 'ledger-unreachable', ledger: 'git@git.shop.example:shop/releases.git', why: 'no route' }),
        ),
    },
    height: 'full',
    draw: () => <ComponentPage name="catalog" />,
  },
  { name: 'component/unknown-name', snapshot: cornerShop, height: 'full', draw: () => <ComponentPage name="nobody" /> },
];
