import { useClient } from '../client';
import { useGo } from '../location';
import { useMirror, useSnapshot } from '../store';
import { Age } from '../ui/age';
import { Button } from '../ui/button';
import { Fact, Section } from './section';
import styles from './settings-page.module.css';
import { useAsk } from './use-ask';

export const WorkspaceFile = () => {
  const client = useClient();
  const go = useGo();
  const { workspace, ledger } = useSnapshot(({ workspace, ledger }) => ({ workspace, ledger }));
  const recent = useMirror(({ settings }) => settings?.recentWorkspaces ?? []);
  const { ask, pending, problem } = useAsk();
  const others = recent.filter((file) => file !== workspace.file);
  const choose = async (): Promise<void> => {
    const file = await client.host.chooseWorkspace();
    if (file !== null) await client.host.openWorkspace({ file });
  };
  return (
    <Section
      title="Workspace"
      about="One system, as its humdrum.yml tells it. The file is kept in git, shared by the team."
    >
      <dl className={styles.facts}>
        <Fact name="Name">{workspace.name}</Fact>
        <Fact name="File">
          <code>{workspace.file}</code>
        </Fact>
        <Fact name="Ledger">
          <code>{ledger.where}</code>
          <span className={styles.note}>
            {ledger.shared ? 'shared with the team' : 'on this machine only'}, read{' '}
            <Age at={ledger.readAt} suffix="ago" />
          </span>
        </Fact>
      </dl>
      <div className={styles.buttons}>
        <Button disabled={pending} onClick={() => ask(choose)}>
          Open another workspace…
        </Button>
        <Button onClick={go.newWorkspace}>New workspace…</Button>
      </div>
      {others.length > 0 ? (
        <ul className={styles.recent} aria-label="Recent workspaces">
          {others.map((file) => (
            <li key={file}>
              <Button look="quiet" disabled={pending} onClick={() => ask(() => client.host.openWorkspace({ file }))}>
                {file}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {problem}
    </Section>
  );
};
