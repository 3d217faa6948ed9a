/** JSON with every secret taken out of its texts: whatever is said from it later can't say one back. */
export const maskedJson = (json: unknown, mask: (text: string) => string): unknown => {
  if (typeof json === 'string') return mask(json);
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((item: unknown) => maskedJson(item, mask));
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [mask(key), maskedJson(value, mask)]));
};
