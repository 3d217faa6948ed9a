import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import type { ReleaseAt, ReleaseView, SignOffBox } from '../../contract/release';
import { useOrpc } from '../client';
import { ActTrouble } from '../ui/act-trouble';
import { Age } from '../ui/age';
import { Button } from '../ui/button';
import { Person } from '../ui/person';
import { Said } from '../ui/said';
import { takeFocus, useOutcome } from '../ui/take-focus';
import styles from './sign-offs.module.css';

interface SignOffsProps {
  readonly release: ReleaseView;
  readonly at: ReleaseAt;
  /** Called when one was signed off. */
  readonly signed: () => void;
}

const Signed = ({ by: { by, at, reason } }: { readonly by: NonNullable<SignOffBox['signed']> }) => (
  <span className={styles.text}>
    signed by <Person of={by} full />, <Age at={at} suffix="ago" />
    {reason === '' ? null : ` “${reason}”`}
  </span>
);

interface OpenBoxProps {
  readonly name: string;
  readonly pending: boolean;
  readonly sign: (note: string) => void;
  /** It has been pressed once. */
  readonly pressed?: boolean;
}

/** Two steps: who signs by accident has signed all the same. */
export const OpenBox = ({ name, pending, sign, pressed = false }: OpenBoxProps) => {
  const id = useId();
  const [asking, setAsking] = useState<'asked' | 'left' | null>(pressed ? 'asked' : null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const note = new FormData(event.currentTarget).get('note');
    sign(typeof note === 'string' ? note.trim() : '');
  };
  if (asking !== 'asked')
    return (
      <>
        <span className={styles.text}>open</span>
        <Button ref={asking === 'left' ? takeFocus : undefined} onClick={() => setAsking('asked')}>
          Sign off: {name}
        </Button>
      </>
    );
  return (
    <form className={styles.form} onSubmit={submit}>
      <label htmlFor={id} className={styles.text}>
        A note, if you like; it stays on record with your name.
      </label>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed */}
      <input id={id} name="note" className={styles.note} maxLength={2000} autoFocus />
      <Button type="submit" look="primary" disabled={pending}>
        Sign off: {name}
      </Button>
      <Button look="quiet" onClick={() => setAsking('left')}>
        Not now
      </Button>
    </form>
  );
};

/** The boxes that a stage asks for: open, or signed by whom. */
export const SignOffs = ({ release, at, signed }: SignOffsProps) => {
  const orpc = useOrpc();
  const { place, said, say } = useOutcome();
  const act = useMutation(
    orpc.signOff.mutationOptions({
      onSuccess: (answer, { box }) => {
        signed();
        if (answer.ok) say(`${box} is signed off, on record with your name.`);
      },
    }),
  );
  if (at.boxes.length === 0) return null;
  return (
    <div ref={place} className={styles.place} tabIndex={-1}>
      <ul className={styles.boxes} aria-label={`Sign-offs of ${release.name} for ${at.stage}`}>
        {at.boxes.map((box) => (
          <li key={box.name} className={styles.box} data-signed={box.signed !== null}>
            <span aria-hidden>{box.signed === null ? '☐' : '☑'}</span>
            <strong>{box.name}</strong>
            {box.signed === null ? (
              <OpenBox
                name={box.name}
                pending={act.isPending}
                sign={(note) => act.mutate({ release: release.id, box: box.name, note })}
              />
            ) : (
              <Signed by={box.signed} />
            )}
          </li>
        ))}
      </ul>
      <Said>{said}</Said>
      <ActTrouble of={act} />
    </div>
  );
};
