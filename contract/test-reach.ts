import type { ChecksConfig } from './checks';
import { asks, runs, type Reach } from './reach';
import type { VerificationConfig } from './verification';

/** What a verification makes this machine do. */
export const verificationReach = (verification: VerificationConfig): Reach => {
  if ('run' in verification) return runs(verification.run);
  if ('http' in verification) return asks(verification.http, ['http']);
  if ('prometheus' in verification) return asks(verification.prometheus, ['prometheus'], verification.headers);
  return asks(verification.alertmanager, ['alertmanager'], verification.headers);
};

/** What reading the checks of a component makes this machine do. */
export const checksReach = (checks: ChecksConfig): readonly Reach[] => {
  switch (checks.kind) {
    case 'command-results':
      return [runs(checks.run)];
    case 'github':
    case 'gitlab':
      return [asks(checks.api, ['api'], checks.token)];
    case 'junit':
      return [{ does: 'read', files: checks.files }];
    case 'recorded':
      return [];
  }
};
