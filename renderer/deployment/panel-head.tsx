import { IconX } from '@tabler/icons-react';
import type { Iso } from '../../contract/commit';
import { Age } from '../ui/age';
import { spanText } from '../../contract/span';
import { counted } from '../../contract/words/counted';
import { useTicking } from '../ui/clock';
import { ShortCommit, Version } from '../ui/version';
import type { Facts } from './facts';
import styles from './panel-head.module.css';

interface PanelHeadProps {
  readonly facts: Facts | null;
  readonly endedAt: Iso | null;
  readonly close: () => void;
}

const causeWords: Record<Facts['cause'], string> = {
  promotion: 'Promotion',
  auto: 'Promoted by itself',
  rollback: 'Rollback',
  redeploy: 'Redeploy',
};

const Elapsed = ({ since, until }: { readonly since: Iso; readonly until: Iso | null }) => {
  const text = useTicking((now) => spanText((until === null ? now : Date.parse(until)) - Date.parse(since)));
  return (
    <span title={until === null ? 'so far' : 'from the request to the verdict'}>
      {until === null ? `for ${text}` : `took ${text}`}
    </span>
  );
};

/** What goes where, who, since when, and the way out. */
export const PanelHead = ({ facts, endedAt, close }: PanelHeadProps) => (
  <header className={styles.head}>
    <div className={styles.words}>
      <h2 className={styles.title}>
        {facts === null ? (
          'Deployment'
        ) : (
          <>
            {facts.component} <Version of={facts.candidate} strong /> → {facts.stage}
          </>
        )}
      </h2>
      {facts === null ? null : (
        <p className={styles.facts}>
          <span>{causeWords[facts.cause]}</span>
          <span>
            by {facts.by.name}, <Age at={facts.since} suffix="ago" />
          </span>
          <Elapsed since={facts.since} until={endedAt} />
          {facts.changes === null ? null : <span>{counted(facts.changes, 'change')}</span>}
          {facts.from === null ? null : (
            <span>
              from <ShortCommit commit={facts.from} />
            </span>
          )}
        </p>
      )}
      {facts?.reason ? <p className={styles.reason}>“{facts.reason}”</p> : null}
    </div>
    <button type="button" className={styles.close} aria-label="Close" title="Close (Esc)" onClick={close}>
      <IconX size={17} aria-hidden />
    </button>
  </header>
);
