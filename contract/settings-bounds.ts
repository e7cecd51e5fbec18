/**
 * Bounds of the settings, shared by the schema, the page's fields and the terminal's options; without zod,
 * which is slow to load.
 */
export const PARALLEL_FILES = { min: 1, max: 8, usual: 3 } as const
/** Below 16 KB/s, hosts treat the connection as dead. */
export const BYTES_PER_SECOND = { min: 16_000, max: 10_000_000_000 } as const
/** Days for which an enterprise keeps its recordings in the cloud. */
export const RETENTION_DAYS = { min: 1, max: 3650 } as const
export const MAX_MEETINGS_URL_LENGTH = 500
/** For settings stored as secrets (main/shell/security/secrets.ts). */
export const MAX_MEETINGS_AUTHORIZATION_LENGTH = 8192

/** How often each saved file is read again. */
export const REREAD_PERIODS = ['off', 'monthly', 'quarterly', 'yearly'] as const
export type RereadPeriod = (typeof REREAD_PERIODS)[number]
export const REREAD_DAYS = { monthly: 30, quarterly: 90, yearly: 365 } as const

/** What closing the window does while there is work: ask, keep working in the background, or quit. */
export const ON_CLOSE = ['ask', 'keep', 'quit'] as const
export type OnClose = (typeof ON_CLOSE)[number]
