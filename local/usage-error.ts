/** Something the person at the console can put right: only its message is shown. */
export class UsageError extends Error {}
