import { rules } from './objection-rules';
import type { Objection, PromotionFacts } from './promotion-facts';

/** Why this promotion may not happen; empty when it may. Unknown means not eligible. */
export const objections = (facts: PromotionFacts): readonly Objection[] =>
  Object.values(rules).flatMap((rule) => rule(facts) ?? []);
