import type { PlaceholderValues } from '../../contract/placeholders';
import type { Target } from '../../contract/workspace';
import type { Order } from '../release/ports';

/** What placeholders stand for when an environment is looked at. */
export const targetValues = (target: Target): PlaceholderValues => ({
  component: target.component,
  environment: target.environment,
  stage: target.stage,
  ...(target.port === null ? {} : { port: String(target.port) }),
});

/** What they stand for in an order. Without a version it is the commit: what is empty, a system may take for the newest. */
export const orderValues = (order: Order): PlaceholderValues => ({
  ...targetValues(order.target),
  'candidate.commit': order.candidate.commit,
  'candidate.version': order.candidate.version ?? order.candidate.commit,
  'deployment.id': order.id,
});
