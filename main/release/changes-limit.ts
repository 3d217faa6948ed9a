/** A list of changes ends here; counts do not. */
export const mostChanges = 10_000;
