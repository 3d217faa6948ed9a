import { done } from '../../../contract/failure';
import type { ReleasePage } from '../../../contract/release-page';
import { NotesEditor } from '../../releases/notes-editor';
import { PageNotes } from '../../releases/page-notes';
import { ReleasesPage } from '../../releases/releases-page';
import { OpenBox } from '../../releases/sign-offs';
import { writtenPage } from '../fixtures/release-pages';
import { cornerShopReleases } from '../fixtures/releases';
import { cornerShop } from '../fixtures/states';
import { ago, jon, minutes } from '../fixtures/time-and-names';
import type { Piece } from '../piece';

const page = (
  name: string,
  answer: () => ReturnType<NonNullable<NonNullable<Piece['client']>['releases']>>,
): Piece => ({
  name: `releases/${name}`,
  snapshot: cornerShop,
  client: { releases: answer },
  draw: () => <ReleasesPage />,
});

const nobody = (): void => undefined;

const notes = (name: string, more: Partial<ReleasePage>): Piece => ({
  name: `releases/${name}`,
  snapshot: cornerShop,
  draw: () => <PageNotes written={writtenPage(more)} again={nobody} />,
});

const edited = { by: jon, at: ago(minutes(12)) };
const missing = {
  component: 'web',
  failure: { kind: 'repository-missing', repository: 'https://git.example/shop/web.git' },
} as const;

export const pieces: readonly Piece[] = [
  page('three of them', () => Promise.resolve(done(cornerShopReleases))),
  page('none yet', () => Promise.resolve(done([]))),
  page('reading', () => new Promise(() => {})),
  notes('notes as a draft', {}),
  notes('notes that were edited', { notes: 'Vouchers work again. **Thank you** for the patience.', edited }),
  notes('notes without changes', { notes: '', draft: '' }),
  notes('notes with a mirror that is missing', { unread: [missing] }),
  {
    name: 'releases/notes being edited',
    snapshot: cornerShop,
    draw: () => <NotesEditor page={writtenPage({ edited }).page} kept={nobody} leave={nobody} />,
  },
  {
    name: 'releases/a sign-off that asks for a note',
    snapshot: cornerShop,
    draw: () => <OpenBox name="Support" pending={false} sign={nobody} pressed />,
  },
];
