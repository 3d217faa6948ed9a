import { fill } from '../../contract/placeholders';
import type { Health } from '../../contract/snapshot';
import type { Target } from '../../contract/workspace';
import { ask } from '../http/ask';
import type { Observation } from '../release/ports';
import { targetValues } from './target-values';
import { parseUrl } from '../parse-url';

const healthMs = 3000;

export interface HealthReading {
  readonly health: Health;
  readonly healthText: string | null;
}

/** The worse of two readings; the one that knows anything before the one that does not. */
const worse = (a: HealthReading, b: HealthReading): HealthReading => {
  if (a.health === 'unhealthy') return a;
  return b.health === 'unknown' ? a : b;
};

/** What runs, as well as the worse of two readings says: its own, and that of its health address. */
export const withHealth = (outcome: Observation['outcome'], health: HealthReading): Observation['outcome'] =>
  outcome.kind === 'running' ? { ...outcome, ...worse(outcome, health) } : outcome;

/** Asks the target's health address: 2xx is healthy, anything else is not, with why. Ends within 3 s. No address: unknown. */
export const readHealth = async (target: Target, signal: AbortSignal): Promise<HealthReading> => {
  if (target.health === null) return { health: 'unknown', healthText: null };
  const text = fill(target.health.url, targetValues(target));
  if (parseUrl(text) === null) return { health: 'unknown', healthText: `${text} is no address` };
  const url = new URL(text);
  const answer = await ask({ url, withinMs: healthMs, signal, overflow: 'cut' });
  if (answer.kind === 'failed') {
    return {
      health: answer.cause === 'cancelled' ? 'unknown' : 'unhealthy',
      healthText: `${url.origin}: ${answer.why}`,
    };
  }
  if (answer.status >= 200 && answer.status < 300) return { health: 'healthy', healthText: null };
  const said = answer.text.trim().slice(0, 300);
  return {
    health: 'unhealthy',
    healthText: `${url.origin} answered ${answer.status}${said === '' ? '' : `: ${said}`}`,
  };
};
