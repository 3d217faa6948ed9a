import type { DriftCause } from '../drift';
import { momentOf } from '../moment';

/** Who or what probably changed it, and whom to ask. */
export const driftText = (cause: DriftCause): string => {
  switch (cause.kind) {
    case 'stopped':
      return 'Probably it was stopped or removed outside Humdrum.';
    case 'unfinished':
      return `Probably the deployment of it that ${cause.by.name} began on ${momentOf(cause.at)}, and that nobody saw end, landed after all.`;
    case 'mainline':
      return 'It is mainline’s newest: probably CI deployed it, past Humdrum.';
    case 'earlier':
      return `${cause.by.name} deployed it here on ${momentOf(cause.at)}${cause.previous ? ', right before what is recorded' : ''}: probably somebody rolled back to it outside Humdrum.`;
    case 'stranger':
      return cause.newest === null
        ? 'Nobody deployed it from here, and the repository does not have it: probably it was built from a copy that was never pushed.'
        : `Nobody deployed it from here. Its newest change is ${cause.newest.author.name}’s, “${cause.newest.subject}”: probably they know who did.`;
  }
};
