import { useEffect } from 'react';
import { Help } from './palette/help';
import { Palette } from './palette/palette';
import { Footer } from './shell/footer';
import { Header } from './shell/header';
import { LineBanner } from './line/line-banner';
import { StopLine } from './line/stop-line';
import { EngineGone } from './notices/engine-gone';
import { Notices } from './notices/notices';
import { Problems } from './notices/problems';
import { Rail } from './shell/rail';
import { ScreenOf } from './shell/screen-of';
import { SidePanel } from './shell/side-panel';
import { Skeleton } from './shell/skeleton';
import { useGlobalKeys } from './shell/use-global-keys';
import { useOnePress } from './shell/use-one-press';
import { useMirror, useSnapshot } from './store';
import { TrustPanel } from './trust/trust-panel';
import { useAppearance } from './ui/appearance';
import styles from './app.module.css';

/** The window: where one is on the left, how things stand above and below, the screen in between. */
const Shell = () => {
  const name = useSnapshot((snapshot) => snapshot.workspace.name);
  const { opened, open, close } = useGlobalKeys();
  useOnePress();
  useEffect(() => {
    // The title belongs to the window, not to React; tests and assistive technology wait for the mark.
    document.title = `${name} · Humdrum`;
    document.getElementById('root')?.setAttribute('data-ready', 'true');
  }, [name]);
  return (
    <div className={styles.shell}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}
      >
        To the screen
      </a>
      <Rail />
      <Header openPalette={() => open('palette')} />
      <div className={styles.middle}>
        <main id="main" className={styles.main} tabIndex={-1}>
          <TrustPanel />
          <EngineGone />
          <LineBanner />
          <Problems />
          <div className={styles.screen}>
            <ScreenOf />
          </div>
          <Notices />
        </main>
        <SidePanel />
      </div>
      <Footer openHelp={() => open('help')} />
      <Palette
        opened={opened === 'palette'}
        close={() => close('palette')}
        openHelp={() => open('help')}
        openStopLine={() => open('stop-line')}
      />
      <Help opened={opened === 'help'} close={() => close('help')} />
      <StopLine opened={opened === 'stop-line'} close={() => close('stop-line')} />
    </div>
  );
};

export const App = () => {
  useAppearance();
  const ready = useMirror(({ snapshot }) => snapshot !== null);
  return ready ? <Shell /> : <Skeleton />;
};
