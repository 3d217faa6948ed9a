import { nameOf } from '../../contract/commit';
import { allEvidenceText } from '../../contract/words/bag';
import type { TimelineMark } from './timeline-layout';

const shapeWords: Record<TimelineMark['shape'], string> = {
  deployed: 'deployed',
  rollback: 'rollback to it',
  faulty: 'deployed, found faulty',
  'not-deployed': 'not deployed',
  unknown: 'unknown verdict',
  withdrawn: 'withdrawn',
  'in-flight': 'on its way',
};

/** What a mark says, in words: how it ended, and what mended it right away. */
export const markWords = (mark: TimelineMark): string =>
  [
    shapeWords[mark.shape],
    mark.deployment.rolledBackBy === null ? null : 'rolled back since',
    mark.bag === null ? null : `brown paper bag: ${allEvidenceText(mark.bag)}`,
  ]
    .filter((part) => part !== null)
    .join(', ');

export const markName = (mark: TimelineMark): string =>
  `${nameOf(mark.deployment.candidate)} in ${mark.deployment.stage}, ${markWords(mark)}, by ${mark.deployment.by.name}`;
