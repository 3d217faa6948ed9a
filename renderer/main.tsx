import './ui/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createActs } from './acts/acts-store';
import { App } from './app';
import { createQueries, openLine } from './client';
import { followEngine } from './engine';
import { Engine, Look } from './providers';
import { createMirror } from './store';
import { startInRememberedAppearance } from './ui/appearance';

startInRememberedAppearance();
const line = openLine();
const mirror = createMirror();
const acts = createActs();
const queries = createQueries();
followEngine({ line, mirror, acts, queries });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Look>
      <Engine client={line.client} mirror={mirror} acts={acts} queries={queries}>
        <App />
      </Engine>
    </Look>
  </StrictMode>,
);
