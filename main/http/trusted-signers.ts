import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

const read = (): SecureContext | null => {
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  // Electron's Node does not look at it (seen with 25.1.1); Node itself has read it when it started.
  if (file === undefined || process.versions['electron'] === undefined) return null;
  try {
    return createSecureContext({ ca: [...rootCertificates, readFileSync(file, 'utf8')] });
  } catch {
    return null; // As Node does: what can't be read trusts nobody more.
  }
};

let known: SecureContext | null | undefined;

/** Whom https is believed, where Node does not know it by itself; read once, since it holds more than a hundred certificates. */
export const trustedSigners = (): { readonly secureContext?: SecureContext } => {
  if (known === undefined) known = read();
  return known === null ? {} : { secureContext: known };
};
