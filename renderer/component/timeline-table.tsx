import { useGo } from '../location';
import { Age } from '../ui/age';
import { Version } from '../ui/version';
import { markWords } from './mark-words';
import type { Timeline, TimelineMark } from './timeline-layout';
import styles from './timeline.module.css';

interface TimelineTableProps {
  readonly layout: Timeline;
  /** False while the table is only there to be read aloud: its buttons would catch the Tab key unseen. */
  readonly focusable: boolean;
}

const newestFirst = (a: TimelineMark, b: TimelineMark): number =>
  Date.parse(b.deployment.at) - Date.parse(a.deployment.at);

/** The time line in words. */
export const TimelineTable = ({ layout, focusable }: TimelineTableProps) => {
  const go = useGo();
  const marks = layout.lanes.flatMap((lane) => lane.marks).sort(newestFirst);
  return (
    <table className={styles.rows}>
      <caption className="visually-hidden">Deployments, newest first</caption>
      <thead>
        <tr>
          {['When', 'Stage', 'Candidate', 'How it ended', 'Who', 'Why'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {marks.map((mark) => (
          <tr key={mark.deployment.id}>
            <td>
              <Age at={mark.deployment.at} suffix="ago" />
            </td>
            <td>{mark.deployment.stage}</td>
            <td>
              <button type="button" tabIndex={focusable ? 0 : -1} onClick={() => go.deployment(mark.deployment.id)}>
                <Version of={mark.deployment.candidate} />
              </button>
            </td>
            <td>{markWords(mark)}</td>
            <td>{mark.deployment.by.name}</td>
            <td>{mark.deployment.reason ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
