import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { cutBeforeText } from '../../contract/words/release';
import { useOrpc } from '../client';
import { useSnapshot } from '../store';
import { ActTrouble } from '../ui/act-trouble';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import styles from './releases.module.css';

interface CutFormProps {
  /** Ids of the releases that are shown. */
  readonly known: readonly string[];
  /** Called when one was cut. */
  readonly cut: () => void;
}

/** Cuts a release from what a stage runs. The same set again is no new one, which is said. */
export const CutForm = ({ known, cut }: CutFormProps) => {
  const orpc = useOrpc();
  // Not from the last stage: there is nowhere to go from there.
  const stages = useSnapshot((snapshot) => snapshot.stages.slice(0, -1));
  const workspace = useSnapshot((snapshot) => snapshot.workspace.id);
  const usual = stages.find((stage) => stage.together)?.name ?? stages.at(-1)?.name ?? '';
  const [picked, setPicked] = useState<string | null>(null);
  const stage = picked ?? usual;
  const [before, setBefore] = useState<string | null>(null);
  const act = useMutation(orpc.cut.mutationOptions({ onSuccess: cut }));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    setBefore(null);
    act.mutate(
      { workspace, stage, name: typeof name === 'string' ? name.trim() : '' },
      {
        onSuccess: (answer) => {
          if (answer.ok && known.includes(answer.value.id)) setBefore(cutBeforeText(stage, answer.value.name));
        },
      },
    );
  };
  return (
    <>
      <form className={styles.cut} onSubmit={submit}>
        <Choice
          label="Stage"
          all={usual}
          value={picked}
          choices={stages.map((one) => one.name).filter((name) => name !== usual)}
          pick={setPicked}
        />
        <input
          name="name"
          className={styles.name}
          maxLength={100}
          aria-label="Name"
          placeholder="named after the day"
        />
        <Button type="submit" look="primary" disabled={act.isPending}>
          Cut from {stage}
        </Button>
      </form>
      {before === null ? null : (
        <p role="status" className={styles.before}>
          {before}
        </p>
      )}
      <div className={styles.refused}>
        <ActTrouble of={act} />
      </div>
    </>
  );
};
