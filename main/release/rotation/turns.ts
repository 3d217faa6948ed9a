import type { Iso, Person } from '../../../contract/commit';
import type { Turn } from '../../../contract/rotation';
import type { Member } from '../../../contract/workspace';

/** A promotion that a person made by hand. */
export interface Made {
  readonly by: Person;
  readonly component: string;
  readonly at: Iso;
  /** To the last stage, or to one before it. */
  readonly last: boolean;
}

interface Known {
  readonly people: readonly Member[];
  readonly components: readonly string[];
  readonly made: readonly Made[];
  /** Authors of the changes that wait for the last stage, once for each change. */
  readonly waiting: readonly Person[];
  readonly now: Iso;
}

/** Addresses are compared as mail does: without case. */
export const keyOf = (email: string): string => email.toLowerCase();

const awayUntil = ({ away }: Member, today: string): string | null =>
  away
    .filter(({ from, to }) => from <= today && today <= to)
    .map(({ to }) => to)
    .sort()
    .at(-1) ?? null;

const newest = (times: readonly Iso[]): Iso | null => [...times].sort().at(-1) ?? null;

/** Never before long ago before lately; of two who never did, who practised first, then by name. */
const byTurn = (a: Turn, b: Turn): number =>
  Number(a.awayUntil !== null) - Number(b.awayUntil !== null) ||
  (a.last ?? '').localeCompare(b.last ?? '', 'en') ||
  Number(a.practised === null) - Number(b.practised === null) ||
  a.person.name.localeCompare(b.person.name, 'en') ||
  a.person.email.localeCompare(b.person.email, 'en');

/**
 * Whose turn it is, in order. The people are those of the file; where it names none, everybody who promoted or whose changes wait. Somebody
 * the file leaves out is in no rotation: people leave.
 */
export const turnsOf = ({ people, components, made, waiting, now }: Known): readonly Turn[] => {
  const members = new Map(people.flatMap((member) => member.emails.map((email) => [keyOf(email), member] as const)));
  const seen = [...waiting, ...[...made].sort((a, b) => a.at.localeCompare(b.at)).map((one) => one.by)];
  const strangers = people.length > 0 ? [] : [...new Map(seen.map((one) => [keyOf(one.email), one])).values()];
  const today = now.slice(0, 10);
  const turn = (person: Person, member: Member | null): Turn => {
    const isTheirs = ({ email }: Person): boolean =>
      member ? members.get(keyOf(email)) === member : keyOf(email) === keyOf(person.email);
    const own = made.filter((one) => isTheirs(one.by));
    const last = own.filter((one) => one.last);
    const brought = new Set(last.map((one) => one.component));
    return {
      person,
      awayUntil: member ? awayUntil(member, today) : null,
      promotions: last.length,
      last: newest(last.map((one) => one.at)),
      never: components.filter((component) => !brought.has(component)),
      practised: newest(own.filter((one) => !one.last).map((one) => one.at)),
      waiting: waiting.filter(isTheirs).length,
    };
  };
  return [
    ...people.map((member) => turn({ name: member.name, email: member.emails[0] ?? '' }, member)),
    ...strangers.map((person) => turn(person, null)),
  ].sort(byTurn);
};
