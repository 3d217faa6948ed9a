import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useOrpc } from '../client';
import { useMirror, type Connection } from '../store';
import { Age } from '../ui/age';
import { useTicking } from '../ui/clock';
import { HealthMark, type Tone } from '../ui/health-mark';
import styles from './read-age.module.css';

/** Older than this, a reading says so by itself: readings come every few seconds. */
const staleMs = 120_000;

const words: Record<Exclude<Connection, 'live'>, string> = {
  connecting: 'connecting to the engine',
  lost: 'the engine does not answer',
  restarting: 'the engine is starting again',
  ended: 'the engine has ended',
};

/** How old what one sees is, and the button that reads it anew. */
export const ReadAge = () => {
  const [connection, readAt] = useMirror((mirror) => [mirror.connection, mirror.snapshot?.readAt ?? null] as const);
  const orpc = useOrpc();
  const refresh = useMutation(orpc.refresh.mutationOptions());
  const stale = useTicking((now) => readAt !== null && now - Date.parse(readAt) > staleMs);
  const tone: Tone =
    connection === 'lost' || connection === 'ended' ? 'bad' : connection === 'live' ? (stale ? 'warn' : 'ok') : 'busy';
  const text = connection === 'live' ? (stale ? 'an old reading' : 'a fresh reading') : words[connection];
  return (
    <span className={styles.read} data-tone={tone}>
      <HealthMark tone={readAt === null && connection === 'live' ? 'busy' : tone} text={text} />
      {connection === 'live' ? null : <span role="status">{words[connection]} ·</span>}
      {readAt === null ? (
        <span>reading for the first time</span>
      ) : (
        <span className={styles.age}>
          read <Age at={readAt} suffix="ago" />
        </span>
      )}
      <button
        type="button"
        className={styles.again}
        aria-label="Read everything again"
        title="Read everything again"
        data-busy={refresh.isPending}
        disabled={refresh.isPending || connection !== 'live'}
        onClick={() => refresh.mutate()}
      >
        <IconRefresh size={15} stroke={1.8} aria-hidden />
      </button>
    </span>
  );
};
