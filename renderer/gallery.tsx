import './ui/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Gallery } from './gallery/gallery-page';
import type { Piece } from './gallery/piece';
import { Look } from './providers';
import { startInRememberedAppearance } from './ui/appearance';

// Every thing in every state, drawn from fixtures: opened by hand while building, and by tests that look.
startInRememberedAppearance();
const modules = import.meta.glob<{ readonly pieces: readonly Piece[] }>('./gallery/pieces/*.tsx', { eager: true });
const pieces = Object.values(modules).flatMap((module) => module.pieces);

const root = document.getElementById('root');
if (root === null) throw new Error('gallery.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Look>
      <Gallery pieces={pieces} />
    </Look>
  </StrictMode>,
);
