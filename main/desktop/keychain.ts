import { safeStorage } from 'electron';
import type { Cipher } from './secrets';

/** The operating system's keychain; null where there is none. After `ready`. */
export const keychain = (): Cipher | null => {
  if (!safeStorage.isEncryptionAvailable()) return null;
  // Electron 25.1 has no such function; a Linux without a keyring is then not available anyway.
  const backend: unknown = 'getSelectedStorageBackend' in safeStorage ? safeStorage.getSelectedStorageBackend() : null;
  // "basic_text" is a password that everybody knows: no secret is written with that.
  if (process.platform === 'linux' && backend === 'basic_text') return null;
  return { encrypt: (text) => safeStorage.encryptString(text), decrypt: (sealed) => safeStorage.decryptString(sealed) };
};
