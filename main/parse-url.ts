/** The URL that a text is; null where it is none. `URL.canParse` came with Node 18.17, after the oldest runtime the engine starts on. */
export const parseUrl = (text: string): URL | null => {
  try {
    return new URL(text);
  } catch {
    return null;
  }
};
