import type { Failure } from '../../../contract/failure';
import type { Snapshot } from '../../../contract/snapshot';

/** What is shown while no workspace is open: why. */
export const brokenSnapshot = (file: string, failure: Failure, before: Snapshot | null): Snapshot => ({
  revision: (before?.revision ?? 0) + 1,
  workspace: { name: file.split(/[\\/]/).at(-1) ?? file, file, id: '', demo: false },
  me: { name: '', email: '' },
  stages: [],
  components: [],
  system: [],
  trust: { state: 'trusted', hash: '', acts: [], agreed: null },
  line: null,
  incidents: [],
  handOver: null,
  problems: [failure],
  ledger: { where: '', shared: false, readAt: null },
  readAt: null,
  baseline: 'previous',
});
