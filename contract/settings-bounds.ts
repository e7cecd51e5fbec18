/** Bounds of the settings, for the schema, the page's fields and the terminal's options alike; without zod, which takes its time to load. */
export const PARALLEL_FILES = { min: 1, max: 8, usual: 3 } as const
/** Below 16 KB/s, hosts take the line for dead. */
export const BYTES_PER_SECOND = { min: 16_000, max: 10_000_000_000 } as const
export const MAX_MEETINGS_URL_LENGTH = 500
/** Of secrets that belong to settings and are kept elsewhere (main/shell/security/secrets.ts). */
export const MAX_MEETINGS_AUTHORIZATION_LENGTH = 8192
