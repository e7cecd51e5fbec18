/** Wrong arguments or a wrong environment: exit status 2. */
export class UsageError extends Error {}
