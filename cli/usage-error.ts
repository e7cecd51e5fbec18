/** Invalid arguments or environment: exit status 2. */
export class UsageError extends Error {}
