import type { Person as Someone } from '../../contract/commit';

/** A person by the first name; the whole name and address are the title. */
export const Person = ({ of, full = false }: { readonly of: Someone; readonly full?: boolean }) => (
  <span title={`${of.name} <${of.email}>`}>{full ? of.name : (of.name.split(' ')[0] ?? of.name)}</span>
);
