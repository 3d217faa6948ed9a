import { lazy, Suspense } from 'react';
import { ActivityPage } from '../activity/activity-page';
import { AgreementPage } from '../agreement/agreement-page';
import { Board } from '../board/board';
import { IsolationPage } from '../isolation/isolation-page';
import { usePlace } from '../location';
import { NewWorkspacePage } from '../new-workspace/new-workspace-page';
import { ReleasesPage } from '../releases/releases-page';
import { RotationPage } from '../rotation/rotation-page';
import { SettingsPage } from '../settings/settings-page';

// Not needed for the first screen, and heavy: syntax colours alone are more than all the rest.
const ComponentPage = lazy(async () => ({ default: (await import('../component/component-page')).ComponentPage }));
const InsightsPage = lazy(async () => ({ default: (await import('../insights/insights-page')).InsightsPage }));
const ComparePage = lazy(async () => ({ default: (await import('../compare/compare-page')).ComparePage }));

const Current = () => {
  const { screen } = usePlace();
  switch (screen.at) {
    case 'board':
      return <Board />;
    case 'component':
      return <ComponentPage key={screen.name} name={screen.name} />;
    case 'compare':
      return <ComparePage from={screen.from} to={screen.to} component={screen.component} />;
    case 'activity':
      return <ActivityPage />;
    case 'agreement':
      return <AgreementPage />;
    case 'insights':
      return <InsightsPage />;
    case 'isolation':
      return <IsolationPage />;
    case 'new-workspace':
      return <NewWorkspacePage />;
    case 'releases':
      return <ReleasesPage />;
    case 'rotation':
      return <RotationPage />;
    case 'settings':
      return <SettingsPage />;
  }
};

export const ScreenOf = () => (
  <Suspense fallback={null}>
    <Current />
  </Suspense>
);
