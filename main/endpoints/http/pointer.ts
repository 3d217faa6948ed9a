/** What a JSON pointer (RFC 6901) points at; undefined where there is nothing. */
export const pointAt = (json: unknown, pointer: string): unknown => {
  if (pointer === '') return json;
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, part) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
      return Reflect.get(value, part);
    }, json);
};
