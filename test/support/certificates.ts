import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { stdio: 'ignore' });

const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const days = ['-days', '2'];

/** Paths of PEM files. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * A certificate for a host or an address (`IP:127.0.0.1`, `DNS:shop.example`), made by openssl and signed by nobody but itself: an
 * authority of its own.
 */
export const makeCertificate = (folder: string, host: string, called = ''): Certificate => {
  const [key, cert] = [join(folder, `${called}key.pem`), join(folder, `${called}cert.pem`)];
  const name = ['-subj', `/CN=${called}${host.replace(/^\w+:/, '')}`, '-addext', `subjectAltName=${host}`];
  openssl('req', '-x509', ...ec, ...days, ...name, '-keyout', key, '-out', cert);
  return { key, cert };
};

/** Makes `NAME-ca.pem`, and signed by it `NAME.pem` and `NAME-key.pem`, for a server on 127.0.0.1 and its clients alike. */
export const makeSignedCertificate = (folder: string, name: string): { readonly key: string } => {
  const at = (file: string): string => join(folder, `${name}${file}`);
  const subject = (who: string): readonly string[] => ['-subj', `/CN=${name} ${who}`];
  const ca = { key: at('-ca-key.pem'), cert: at('-ca.pem') };
  openssl('req', '-x509', ...ec, ...days, ...subject('authority'), '-keyout', ca.key, '-out', ca.cert);
  openssl('req', ...ec, ...subject('machine'), '-keyout', at('-key.pem'), '-out', at('.csr'));
  writeFileSync(at('.ext'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n');
  const signedBy = ['-CA', ca.cert, '-CAkey', ca.key, '-CAcreateserial', '-extfile', at('.ext')];
  openssl('x509', '-req', '-in', at('.csr'), ...signedBy, ...days, '-out', at('.pem'));
  return { key: readFileSync(at('-key.pem'), 'utf8') };
};
