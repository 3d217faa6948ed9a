/** Parts of `scheme://user:password@host:port/path?query`, without user, password and query. */
export interface Address {
  /** As written, such as `https` or `jdbc:postgresql`. */
  readonly scheme: string;
  readonly host: string;
  readonly port: string | null;
  /** With its leading slash; empty where there is none. */
  readonly path: string;
}

const pattern =
  /^((?:jdbc:)?[a-z][a-z0-9+.-]{1,30}):\/\/(?:[^/?#\s]*@)?(\[[0-9a-f:]+\]|[^/?#\s:@[\]]+)(?::(\d{1,5}))?(?=[/?#\s]|$)(\/[^?#\s]*)?/i;

/** The address that a text begins with; null where it begins with none. Not `URL`: it reads `jdbc:postgresql://…` as one opaque path. */
export const addressIn = (text: string): Address | null => {
  const [, scheme, host, port = null, path = ''] = pattern.exec(text) ?? [];
  return scheme === undefined || host === undefined ? null : { scheme, host, port, path };
};
