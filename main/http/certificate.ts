const unknownSigner = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The names in a certificate: the error's own words leave out those of another sort than the host's, which is an address. */
const namesIn = (error: object): string => {
  const cert: unknown = Reflect.get(error, 'cert');
  const names: unknown = typeof cert === 'object' && cert !== null ? Reflect.get(cert, 'subjectaltname') : null;
  return typeof names === 'string' ? names.replaceAll(/(?:DNS|IP Address):/g, '') : 'another host';
};

/** Why a certificate is not believed, for somebody who knows no OpenSSL; null where the trouble is another. */
export const certificateTrouble = (error: Error & { code?: unknown; host?: unknown }): string | null => {
  const code = String(error.code);
  if (unknownSigner.has(code))
    return `its certificate is signed by nobody this machine trusts (${error.message}); start Humdrum with NODE_EXTRA_CA_CERTS naming the file of whoever signed it`;
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired, or this machine’s clock is wrong';
  if (code === 'CERT_NOT_YET_VALID') return 'its certificate is not valid yet, or this machine’s clock is wrong';
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID'
    ? `its certificate is for ${namesIn(error).slice(0, 200)}, not for ${String(error.host)}`
    : null;
};
