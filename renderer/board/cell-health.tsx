import type { Cell } from '../../contract/snapshot';
import { HealthMark, type Tone } from '../ui/health-mark';

const states: Record<'healthy' | 'unhealthy' | 'unknown', readonly [Tone, string]> = {
  healthy: ['ok', 'healthy'],
  unhealthy: ['bad', 'unhealthy'],
  unknown: ['none', 'health unknown'],
};

/** What the environment says of itself; a cell that can't be read has no health to show. */
export const CellHealth = ({ cell }: { readonly cell: Cell }) => {
  if (cell.running === null)
    return <HealthMark tone={cell.problem ? 'warn' : 'none'} text={cell.problem ? 'can’t be read' : 'nothing runs'} />;
  const [tone, text] = states[cell.running.health];
  return <HealthMark tone={tone} text={cell.running.healthText ? `${text}: ${cell.running.healthText}` : text} />;
};
