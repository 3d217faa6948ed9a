import { useQuery } from '@tanstack/react-query';
import type { AgreedStage } from '../../contract/agreement';
import { agreedRules, type AgreedRule } from '../../contract/words/agreement';
import { useOrpc } from '../client';
import { useSnapshot } from '../store';
import { AnswerNote } from '../ui/answer-note';
import { Page } from '../ui/page';
import { Panel } from '../ui/panel';
import styles from './agreement.module.css';

const List = ({
  rules,
  className,
}: {
  readonly rules: readonly AgreedRule[];
  readonly className: string | undefined;
}) =>
  rules.length === 0 ? null : (
    <dl className={className}>
      {rules.map(({ about, texts }) => (
        <div key={about} className={styles.rule}>
          <dt>{about}</dt>
          {texts.map((text) => (
            <dd key={text}>{text}</dd>
          ))}
        </div>
      ))}
    </dl>
  );

/** What is asked stands first; what is not, in a line below it. */
const Rules = ({ stage }: { readonly stage: AgreedStage }) => {
  const rules = agreedRules(stage);
  return (
    <Panel title={stage.name}>
      <List rules={rules.filter(({ none }) => !none)} className={styles.asked} />
      <List rules={rules.filter(({ none }) => none)} className={styles.free} />
    </Panel>
  );
};

/** What the team has agreed on, stage by stage, in words. */
export const AgreementPage = () => {
  const orpc = useOrpc();
  // The file is read again when it changes, and so is this.
  const stages = useSnapshot((snapshot) => snapshot.stages);
  const query = useQuery({ ...orpc.agreement.queryOptions(), queryKey: [...orpc.agreement.queryKey(), stages] });
  const agreement = query.data?.ok === true ? query.data.value : null;
  return (
    <Page
      title="Agreement"
      onlyText
      about={
        <>
          What has to be there before something comes to a stage, and what is tested once it is. All of it stands in{' '}
          <code>{agreement?.file ?? 'the workspace file'}</code>, and changes there.
        </>
      }
    >
      <AnswerNote of={query} reading="Reading the workspace…" />
      {agreement?.stages.map((stage) => (
        <Rules key={stage.name} stage={stage} />
      ))}
    </Page>
  );
};
