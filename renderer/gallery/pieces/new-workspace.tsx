import { NewWorkspacePage } from '../../new-workspace/new-workspace-page';
import { Connections } from '../../new-workspace/connections';
import { FileReading } from '../../new-workspace/file-reading';
import { ProposedFile } from '../../new-workspace/proposed-file';
import { checkedText, cornerShopProposal } from '../fixtures/proposals';
import { cornerShop } from '../fixtures/states';
import type { Piece } from '../piece';

const piece = (name: string, draw: Piece['draw']): Piece => ({
  name: `new-workspace/${name}`,
  snapshot: cornerShop,
  draw,
});
const good = checkedText('stages:');

export const pieces: readonly Piece[] = [
  piece('nothing looked at', () => <NewWorkspacePage />),
  piece('a proposal', () => <ProposedFile proposal={cornerShopProposal} />),
  piece('a file with mistakes', () => <FileReading reading={checkedText('stage: []')} />),
  piece('connections', () => (
    <Connections file={cornerShopProposal.file} text="stages:" checked={good.ok ? good.value : null} />
  )),
];
