import { counted, grouped } from '../../contract/words/counted';
import { useClipboard } from '@mantine/hooks';
import { useLayoutEffect, useRef, useState } from 'react';
import { useVirtualRows } from '../compare/use-virtual-rows';
import { Button } from '../ui/button';
import { styleOf } from './log-colours';
import { logText, logTokens, type LogBuffer, type LogLine } from './log-lines';
import styles from './log-view.module.css';

const Line = ({ line }: { readonly line: LogLine }) => (
  <>
    {logTokens(line).map((token, i) => (
      // oxlint-disable-next-line react/no-array-index-key -- a line's tokens are replaced together
      <span key={i} style={styleOf(token)}>
        {token.text}
      </span>
    ))}
  </>
);

/** The live log. It follows its end until somebody scrolls up, and again from the button on. */
export const LogView = ({ log }: { readonly log: LogBuffer }) => {
  const scroller = useRef<HTMLDivElement>(null);
  const clipboard = useClipboard();
  const [follows, setFollows] = useState(true);
  const lines = log.open.raw === '' ? log.lines : [...log.lines, log.open];
  const virtual = useVirtualRows({ count: lines.length, scroller, rowHeight: 18, overscan: 30 });
  const size = virtual.getTotalSize();
  // A layout effect after every render: the scroll position is the document's, and must move before new lines are painted.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (follows && box !== null) box.scrollTop = box.scrollHeight;
  });

  return (
    <section className={styles.section} aria-label="Output">
      <div className={styles.bar}>
        <h3 className={styles.title}>Log</h3>
        <span className={styles.count}>
          {counted(lines.length, 'line')}
          {log.dropped === 0 ? '' : `, ${grouped(log.dropped)} older ones left out`}
        </span>
        <Button
          look="quiet"
          disabled={lines.length === 0}
          onClick={() => clipboard.copy(lines.map(logText).join('\n'))}
        >
          {clipboard.copied ? 'Copied' : 'Copy'}
        </Button>
        <Button look="quiet" aria-pressed={follows} onClick={() => setFollows(!follows)}>
          {follows ? 'Following' : 'Follow'}
        </Button>
      </div>
      <div
        ref={scroller}
        role="log"
        aria-label="Log"
        aria-live="off"
        tabIndex={0}
        className={styles.log}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          setFollows(scrollHeight - scrollTop - clientHeight < 24);
        }}
      >
        {lines.length === 0 ? <span className={styles.nothing}>Nothing was said yet.</span> : null}
        <div className={styles.tall} style={{ height: size }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return line === undefined ? null : (
              <div
                key={item.key}
                data-index={item.index}
                ref={virtual.measureElement}
                className={styles.line}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Line line={line} />
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
};
