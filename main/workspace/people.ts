import type { Member } from '../../contract/workspace';
import { daysMistakes } from './days';
import type { Mistake } from './problems';
import type { PersonFile, WorkspaceFile } from './schema';

const emailsOf = ({ email }: PersonFile): readonly string[] => (typeof email === 'string' ? [email] : email);

export const membersOf = (file: WorkspaceFile): readonly Member[] =>
  file.people.map((person) => ({ name: person.name, emails: emailsOf(person), away: person.away }));

/** An address is one person's, and an absence ends after it begins. */
export const peopleMistakes = (file: WorkspaceFile): readonly Mistake[] => {
  const known = new Map<string, string>();
  return file.people.flatMap((person, index): readonly Mistake[] => {
    const path = ['people', index] as const;
    const taken = emailsOf(person).flatMap((email): readonly Mistake[] => {
      const other = known.get(email.toLowerCase());
      known.set(email.toLowerCase(), person.name);
      return other === undefined
        ? []
        : [{ path: [...path, 'email'], found: `${email}, which is ${other}’s`, expected: 'an address of their own' }];
    });
    const absences = person.away.flatMap((days, n) => daysMistakes(days, [...path, 'away', n]));
    return [...taken, ...absences];
  });
};
