import type { Snapshot } from '../../../contract/snapshot';
import { Board } from '../../board/board';
import { armed, cornerShop, troubled } from '../fixtures/states';
import { firstClone, manyComponents, nothingConfigured } from '../fixtures/whole-workspaces';
import type { Piece } from '../piece';

const board = (name: string, snapshot: Snapshot): Piece => ({
  name: `board/${name}`,
  draw: () => <Board />,
  snapshot,
  height: 'full',
});

export const pieces: readonly Piece[] = [
  board('corner-shop', cornerShop),
  board('troubled', troubled),
  board('armed', armed),
  board('three-hundred', manyComponents(300)),
  board('first-clone', firstClone),
  board('no-components', nothingConfigured),
];
