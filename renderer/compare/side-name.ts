import { commitSchema, shortCommit } from '../../contract/commit';

/** A side as it is called on screen: a stage by its name, a commit by its first letters. */
export const sideName = (side: string): string => (commitSchema.safeParse(side).success ? shortCommit(side) : side);
