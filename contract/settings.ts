import { z } from 'zod'
import { LANGUAGE_TAGS } from '../i18n/languages.ts'
import { archiveRulesSchema } from './archive-rule.ts'
import { linkSchemeSchema } from './links.ts'
import { DEFAULT_NAME_TEMPLATE, nameTemplateSchema } from './name-template.ts'
import { proxyPatchSchema, proxySettingsSchema, type ProxySettings } from './proxy.ts'
import { fileTypesSchema } from './recording.ts'
import { screenShortcutSchema } from './screen.ts'
import {
  BYTES_PER_SECOND,
  MAX_MEETINGS_URL_LENGTH,
  ON_CLOSE,
  PARALLEL_FILES,
  REREAD_PERIODS,
  RETENTION_DAYS,
} from './settings-bounds.ts'

/** A certificate the user trusts for one host, by fingerprint ([Note: certificates] in main/network). */
export const trustedCertificateSchema = z.object({
  /** host or host:port as connected to. */
  host: z.string(),
  /** SHA-256, upper-case hex with colons, as Node prints it. */
  fingerprint: z.string(),
  pem: z.string(),
  issuer: z.string(),
  validTo: z.string(),
  trustedAt: z.string(),
})
export type TrustedCertificate = z.infer<typeof trustedCertificateSchema>

export const bytesPerSecondSchema = z.number().int().min(BYTES_PER_SECOND.min).max(BYTES_PER_SECOND.max)

/** A language, or the system's. */
const languageSchema = z.enum(['system', ...LANGUAGE_TAGS])

const asTheSystem: ProxySettings = { mode: 'system', url: '', username: '' }

/**
 * Settings the page may change without a dialog of main. Each line has a schema, and in `catch` the default
 * that replaces an invalid value, so that a damaged file never prevents the start.
 */
const setByPage = {
  language: languageSchema.catch('system'),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  fileTypes: fileTypesSchema.catch(['Hd', 'Aux']),
  parallelFiles: z.number().int().min(PARALLEL_FILES.min).max(PARALLEL_FILES.max).catch(PARALLEL_FILES.usual),
  /** Name template of recordings (main/naming/name-template.ts). */
  nameTemplate: nameTemplateSchema.catch(DEFAULT_NAME_TEMPLATE),
  /** Shared by all downloads; null for no limit. */
  bytesPerSecond: bytesPerSecondSchema.nullable().catch(null),
  /** Show a system notification when all downloads have ended, or waiting minutes were sent. */
  notifies: z.boolean().catch(true),
  /** Ask before quitting during downloads. */
  asksBeforeQuit: z.boolean().catch(true),
  /** What closing the window does during downloads, or while a rule is on; not on macOS, where the app stays. */
  onClose: z.enum(ON_CLOSE).catch('ask'),
  /**
   * Saved files are read again by this schedule (main/library/reread.ts). A quarter by default: damage is found while
   * the cloud, which usually keeps recordings for half a year, still has them, at one or two percent a day.
   */
  rereads: z.enum(REREAD_PERIODS).catch('quarterly'),
  /** For how many days the enterprise keeps recordings in the cloud; null: not known. */
  retentionDays: z.number().int().min(RETENTION_DAYS.min).max(RETENTION_DAYS.max).nullable().catch(null),
  meetingsUrl: z.string().max(MAX_MEETINGS_URL_LENGTH).catch(''),
  proxy: proxySettingsSchema.catch(asTheSystem),
  /** Global shortcut that reads the screen. Off by default, because shortcuts are the user's choice. */
  screenShortcut: screenShortcutSchema.catch('off'),
  /** Check for updates once a day, where the build supports it. */
  checkForUpdates: z.boolean().catch(true),
  /** The version whose release notes the user has seen; '' before the first start. */
  seenVersion: z.string().max(100).catch(''),
}

/** More than one person uses. */
export const MAX_ACCOUNTS = 20

/** Settings only main changes: folders and files through its dialogs, the rest through their own calls. */
const setByMain = {
  /** null: not chosen yet; the app suggests the system's Downloads folder. */
  folder: z.string().nullable().catch(null),
  site: z.string().max(300).catch('mainland'),
  /** Hashes of the accounts that signed in here, the newest first (main/ipc/consent.ts). */
  accounts: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(MAX_ACCOUNTS)
    .catch([]),
  /** PEM file with additional certificate authorities. */
  caFile: z.string().nullable().catch(null),
  /** Link schemes opened by this app; changed together with the system's registration. */
  linkSchemes: z.array(linkSchemeSchema).catch([]),
  /** What the app archives by itself; only `rules.save` and `rules.remove` change it. */
  rules: archiveRulesSchema,
}

export const settingsSchema = z.object({ ...setByPage, ...setByMain })
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})

/** A change requested by the page. An invalid value is rejected, not replaced by the default. */
export const settingsPatchSchema = z
  .strictObject({ ...withoutDefaults(setByPage), proxy: proxyPatchSchema })
  .partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

function withoutDefaults<S extends Record<string, z.ZodCatch>>(
  shape: S,
): { [K in keyof S]: S[K] extends z.ZodCatch<infer Inner> ? Inner : never } {
  const inner = Object.entries(shape).map(([name, schema]) => [name, schema.unwrap()])
  return Object.fromEntries(inner) as ReturnType<typeof withoutDefaults<S>>
}
