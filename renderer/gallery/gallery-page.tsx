import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';
import { createActs } from '../acts/acts-store';
import { createQueries } from '../client';
import { Engine } from '../providers';
import { createMirror } from '../store';
import { Button } from '../ui/button';
import { fakeClient } from './fake-client';
import styles from './gallery-page.module.css';
import type { Piece } from './piece';

const Framed = ({ piece }: { readonly piece: Piece }) => {
  const [engine] = useState(() => ({
    mirror: createMirror({ snapshot: piece.snapshot, connection: 'live', ...piece.mirror }),
    client: fakeClient(piece.client),
    acts: createActs(piece.acts),
    queries: createQueries(),
  }));
  return <Engine {...engine}>{piece.draw()}</Engine>;
};

/** `gallery.html?only=board` shows what begins so, `?piece=board/drifted` one alone on the page, `&scheme=dark` in the dark. */
export const Gallery = ({ pieces }: { readonly pieces: readonly Piece[] }) => {
  const { setColorScheme, colorScheme } = useMantineColorScheme({ keepTransitions: true });
  const query = new URLSearchParams(window.location.search);
  const scheme = query.get('scheme');
  useEffect(() => {
    // The scheme is asked for by the address, which React does not own.
    if (scheme === 'light' || scheme === 'dark') setColorScheme(scheme);
  }, [scheme, setColorScheme]);

  const alone = pieces.find((piece) => piece.name === query.get('piece'));
  if (alone !== undefined)
    return (
      <div className={styles.alone} data-full={alone.height === 'full'} data-gallery={alone.name}>
        <Framed piece={alone} />
      </div>
    );
  const only = query.get('only') ?? '';
  const shown = pieces.filter((piece) => piece.name.startsWith(only));
  return (
    <div className={styles.page}>
      <nav className={styles.names} aria-label="Pieces">
        <Button onClick={() => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark')}>Light or dark</Button>
        {pieces.map((piece) => (
          <a key={piece.name} href={`?piece=${encodeURIComponent(piece.name)}`}>
            {piece.name}
          </a>
        ))}
      </nav>
      <main className={styles.pieces}>
        {shown
          .filter((piece) => piece.height !== 'full')
          .map((piece) => (
            <section key={piece.name} data-gallery={piece.name}>
              <h2 className={styles.name}>{piece.name}</h2>
              <div className={styles.box} style={{ height: piece.height, width: piece.width }}>
                <Framed piece={piece} />
              </div>
            </section>
          ))}
      </main>
    </div>
  );
};
