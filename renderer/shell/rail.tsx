import {
  IconChartBar,
  IconChecklist,
  IconColumns,
  IconFolderPlus,
  IconGitCompare,
  IconHistory,
  IconPackage,
  IconSettings,
  IconShieldHalf,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { useGo, usePlace, type Screen } from '../location';
import { useSnapshot } from '../store';
import styles from './rail.module.css';

interface Way {
  readonly name: string;
  readonly icon: Icon;
  readonly at: readonly Screen['at'][];
  readonly go: () => void;
  readonly low?: boolean;
}

export const Rail = () => {
  const { screen } = usePlace();
  const go = useGo();
  const [before, last] = useSnapshot(({ stages }) => [stages.at(-2)?.name ?? 'checked', stages.at(-1)?.name ?? null]);
  const ways: readonly Way[] = [
    { name: 'Board', icon: IconColumns, at: ['board', 'component'], go: go.board },
    ...(last === null
      ? []
      : [
          {
            name: `Compare ${last} with ${before}`,
            icon: IconGitCompare,
            at: ['compare'] as const,
            go: () => go.compare(last, before, null),
          },
        ]),
    { name: 'Releases', icon: IconPackage, at: ['releases'], go: go.releases },
    { name: 'Activity', icon: IconHistory, at: ['activity'], go: go.activity },
    { name: 'Insights', icon: IconChartBar, at: ['insights'], go: go.insights },
    { name: 'Isolation', icon: IconShieldHalf, at: ['isolation'], go: go.isolation },
    { name: 'Rotation', icon: IconUsers, at: ['rotation'], go: go.rotation },
    { name: 'Agreement', icon: IconChecklist, at: ['agreement'], go: go.agreement },
    { name: 'New workspace', icon: IconFolderPlus, at: ['new-workspace'], go: go.newWorkspace, low: true },
    { name: 'Settings', icon: IconSettings, at: ['settings'], go: go.settings },
  ];
  return (
    <nav className={styles.rail} aria-label="Screens">
      {ways.map(({ name, icon: Mark, at, go: toThere, low }) => (
        <button
          key={name}
          type="button"
          className={styles.way}
          data-low={low}
          aria-label={name}
          title={name}
          aria-current={at.includes(screen.at) ? 'page' : undefined}
          onClick={toThere}
        >
          <Mark size={19} stroke={1.7} aria-hidden />
        </button>
      ))}
    </nav>
  );
};
