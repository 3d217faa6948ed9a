import type { Snapshot } from '../../../contract/snapshot';
import { App } from '../../app';
import { cellKey, lineStart, lineStop, type Act } from '../../acts/acts-store';
import { LineBanner } from '../../line/line-banner';
import { StopLine } from '../../line/stop-line';
import { lineStopped } from '../fixtures/line-and-incidents';
import { cornerShop } from '../fixtures/states';
import type { Piece } from '../piece';

const acted = (act: 'stop-line' | 'start-line', outcome: Act['outcome']): NonNullable<Piece['acts']> => ({
  [cellKey(act === 'stop-line' ? lineStop : lineStart)]: { act, promotion: null, startedAt: 1, events: [], outcome },
});
const unreachable: Act['outcome'] = {
  kind: 'failed',
  failure: {
    kind: 'ledger-unreachable',
    ledger: 'git@git.shop.example:shop/releases.git',
    why: 'Could not resolve host: git.shop.example',
  },
};

const banner = (name: string, snapshot: Snapshot, acts: Piece['acts'] = {}): Piece => ({
  name: `line/${name}`,
  snapshot,
  acts,
  draw: () => <LineBanner />,
});
// A dialog would lie over every other piece: each stands alone on its page.
const dialog = (name: string, acts: Piece['acts'] = {}): Piece => ({
  name: `line/${name}`,
  snapshot: cornerShop,
  acts,
  height: 'full',
  draw: () => (
    <main>
      <h1 className="visually-hidden">Humdrum</h1>
      <StopLine opened close={() => undefined} />
    </main>
  ),
});

export const pieces: readonly Piece[] = [
  banner('stopped', lineStopped),
  banner('starting', lineStopped, acted('start-line', null)),
  banner('could not be started', lineStopped, acted('start-line', unreachable)),
  dialog('asks why'),
  dialog('stopping', acted('stop-line', null)),
  dialog('could not be stopped', acted('stop-line', unreachable)),
  { name: 'line/window', snapshot: lineStopped, height: 'full', draw: () => <App /> },
];
