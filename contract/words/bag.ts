import type { BrownPaperBag, Evidence, Judgement, NamedBag } from '../insights';

/** What mended it: `rolled back`, or the subject of the commit, as somebody wrote it. */
export const evidenceText = ({ kind, subject }: Evidence): string =>
  kind === 'rollback' ? 'rolled back' : `${kind === 'revert' ? 'reverted by' : 'mended by'} “${subject ?? ''}”`;

/** All that mended it, in the order it came. */
export const allEvidenceText = ({ evidence }: Pick<BrownPaperBag, 'evidence'>): string =>
  evidence.map(evidenceText).join(', ') || 'a person said so';

/** What was said of it: `dismissed by Ana: planned`; null where nobody has judged it. */
export const judgementText = ({ judgement, judged }: Pick<NamedBag, 'judgement' | 'judged'>): string | null => {
  if (judgement === null || judged === null) return null;
  return `${judgement} by ${judged.by.name}${judged.reason === '' ? '' : `: ${judged.reason}`}`;
};

/** What came of judging it: `Dismissed: checkout v2.2.0 was no brown-paper-bag release.` */
export const judgedText = (judgement: Judgement, what: string): string =>
  judgement === 'dismissed'
    ? `Dismissed: ${what} was no brown-paper-bag release.`
    : `Confirmed: ${what} was a brown-paper-bag release.`;
