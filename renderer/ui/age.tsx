import type { Iso } from '../../contract/commit';
import { ageText, exactText } from './ages';
import { useTicking } from './clock';

interface AgeProps {
  readonly at: Iso | null;
  /** After the age: `ago`. */
  readonly suffix?: string;
  readonly className?: string | undefined;
}

/** How old a reading is; the exact time is its title. Ticks by itself: nothing around it renders. */
export const Age = ({ at, suffix, className }: AgeProps) => {
  const text = useTicking((now) => ageText(at, now));
  if (at === null) return <span className={className}>never</span>;
  return (
    <time className={className} dateTime={at} title={exactText(at)}>
      {suffix === undefined ? text : `${text} ${suffix}`}
    </time>
  );
};
