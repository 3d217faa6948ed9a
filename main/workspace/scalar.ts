/**
 * The value of an unquoted scalar. Narrower than YAML's core schema, where the commit `1e10` and the version `0x12` are numbers:
 * only plain integers and decimals that print as they were written are numbers, only `true` and `false` are truth values.
 */
export const plainScalar = (source: string): string | number | boolean | null => {
  if (source === '' || source === '~' || source === 'null') return null;
  if (source === 'true') return true;
  if (source === 'false') return false;
  if (!/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(source)) return source;
  const value = Number(source);
  return String(value) === source ? value : source;
};
